import { expect, test } from 'vitest';
import { runsPicture } from '../../../src/components/tuner/picture.ts';
import { START, newRun, resultSentence, withSteps } from '../../../src/components/tuner/runs.ts';
import type { Run } from '../../../src/components/tuner/runs.ts';
import { INK } from '../picture/ink.ts';
import { parseXml, textsOf } from '../picture/xml.ts';

const steps = Array.from({ length: 30 }, (_, i) => ({
  step: i + 1,
  loss: 3 - i / 10,
  accuracy: (i + 1) % 10 === 0 ? (i + 1) / 40 : undefined,
  milliseconds: 1,
}));

const result = {
  file: Uint8Array.of(1),
  classes: ['a', 'b'],
  steps: 30,
  stopped: false,
  accuracy: 0.75,
  trained: 650,
  total: 200_650,
  hiddenWords: { before: 0.5, after: 2 },
};

function done(id: number, change: Partial<Run['settings']> = {}): Run {
  const settings = { ...START, steps: 30, ...change };
  return { ...withSteps(newRun(id, settings, 200), steps), result };
}

test('every run is in both plots, and in words with its settings and its result', () => {
  const lora = done(2, { mode: 'lora', rank: 3, learningRate: 0.005, seed: 9 });
  const svg = runsPicture([done(1), lora], INK);
  const words = textsOf(svg).join(' ').replaceAll('\u00a0', ' ');
  for (const text of [
    'Fine-tune the reader',
    'Run 1: full, 200 labels · Labels: which shape is the one that moves (6 classes)',
    'Run 2: LoRA, 200 labels',
    'Rank R: 3 · Rate: 0.005 · Seed: 9 · Steps: 30 · Trained: 650',
    'Accuracy: 75% · Loss at hidden words: 2',
    resultSentence(lora),
  ]) {
    expect(words).toContain(text);
  }
  expect(words.match(/Rank R/g)).toHaveLength(1);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

test('the lines end where the values are', () => {
  const paths = parseXml(runsPicture([done(1)], INK))
    .filter(({ attributes }) => attributes['stroke-width'] === '2')
    .map(({ attributes }) => attributes['d'] ?? '');
  // 440 × 160: a loss of 3 on an axis to 5, then 0.1; an accuracy of 0.75 on an axis to 1.
  expect(paths).toHaveLength(2);
  expect(paths[0]).toMatch(/^M14\.67 64\.00L.*L440\.00 156\.80$/);
  expect(paths[1]).toBe('M146.67 120.00L293.33 80.00L440.00 40.00');
});

test('a run that is on its way is in it too', () => {
  const begun = withSteps(newRun(3, START, 200), steps.slice(0, 5));
  const words = textsOf(runsPicture([begun, newRun(4, START, 200)], INK)).join(' ');
  expect(words).toContain('Run 3: full, 200 labels');
  expect(words).toContain('step 200');
  expect(words).not.toMatch(/NaN|undefined/);
});
