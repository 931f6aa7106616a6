import { describe, expect, test } from 'vitest';
import { readSteps, rowsOf } from '../../../src/components/model-cards/log.ts';
import { card } from '../../../src/content/card.ts';
import type { Card } from '../../../training/text/harness/card.ts';

/** A card as training writes it: its type is that of the writer. */
const written: Card = {
  ...{ name: 'reader', task: 'which?', architecture: 'encoder', data: 'captions', notes: [] },
  ...{ parameters: 12, command: 'npm run train -- reader', steps: 5, minutes: 0.1, machine: 'x' },
  ...{ weights: 'last', bytes: 99, sha256: '0'.repeat(64) },
  figures: [{ what: 'words found', value: 0.5, count: 10 }],
  config: {
    ...{ name: 'reader', seed: 1, steps: 5, clip: 1, averageDecay: 0.9 },
    ...{ checkpointEvery: 1, measureEvery: 1 },
    schedule: { peak: 1, warmup: 1, floor: 0 },
    optimizer: { beta1: 0.9, beta2: 0.9, epsilon: 1e-8, weightDecay: 0 },
    samples: { validation: 1, test: 1, check: 1 },
  },
};

describe('the schema of a card', () => {
  test('takes what training writes, the whole config included', () => {
    const { config, figures } = card.parse(written);
    expect(config).toEqual(written.config);
    expect(figures).toEqual(written.figures.map((figure) => ({ ...figure, unit: 'share' })));
  });

  test.each([
    ['a hash that is none', { sha256: 'abc' }],
    ['no figures', { figures: [] }],
    ['a share above 1', { figures: [{ what: 'x', value: 64, count: 3 }] }],
    [
      'decibels without a deviation',
      { figures: [{ what: 'x', value: 30, count: 3, unit: 'decibels' }] },
    ],
    ['no seed', { config: {} }],
    ['no task', { task: undefined }],
  ])('refuses %s', (_, change) => {
    expect(card.safeParse({ ...written, ...change }).success).toBe(false);
  });
});

describe('a log', () => {
  const lines = Array.from({ length: 30 }, (_, i) =>
    JSON.stringify({ step: i + 1, loss: 3 - i / 10 }),
  );
  const text = [...lines, JSON.stringify({ step: 30, figures: [] }), ''].join('\n');

  test('is read without its figures', () => {
    const steps = readSteps(text);
    expect(steps).toHaveLength(30);
    expect(steps.at(-1)).toEqual({ step: 30, loss: expect.closeTo(0.1) as number });
  });

  test('becomes few rows, the last step among them', () => {
    const rows = rowsOf(readSteps(text));
    expect(rows.map(({ step }) => step)).toEqual([3, 6, 9, 12, 15, 18, 21, 24, 27, 30]);
    expect(rowsOf([{ step: 1, loss: 2 }])).toHaveLength(1);
    expect(rowsOf([])).toEqual([]);
  });
});
