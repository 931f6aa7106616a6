import { describe, expect, test } from 'vitest';
import {
  COUNTS,
  HELD_OUT,
  TASKS,
  drawData,
  drawSentences,
} from '../../../src/components/tuner/examples.ts';
import { readInput } from '../../../src/engine/trained/read-input.ts';
import { ENGLISH, parseEnglish } from '../../../src/world/language/index.ts';
import { splitOf, splitOfAll } from '../../../src/world/split.ts';
import type { Combination } from '../../../src/world/split.ts';
import { LABELINGS } from '../../../src/world/story/index.ts';

const tasks = Object.keys(LABELINGS) as (keyof typeof LABELINGS)[];

/** The combinations of color, shape and motion in a sentence that tells of a motion: of two things one is still. */
function combinationsOf(tokens: readonly string[]): Combination[] {
  const parsed = parseEnglish(tokens.join(' '));
  if (!('meaning' in parsed)) throw new Error(`not a caption: ${tokens.join(' ')}`);
  const { things } = parsed.meaning;
  if (things.every(({ motion }) => motion === undefined)) return [];
  return things.flatMap(({ color, shape, motion = 'still' }) =>
    color && shape ? [{ color, shape, motion }] : [],
  );
}

test('every labeling is a task, and so are the reader’s own labels', () => {
  expect(TASKS).toEqual([...tasks, 'own']);
});

describe.each(tasks)('%s', (task) => {
  test('has every class as often as the others, in words that the model knows', async () => {
    const { examples, heldOut } = await drawData(task, 50, 3);
    const { classes } = LABELINGS[task];
    expect([examples.length, heldOut.length]).toEqual([50, HELD_OUT]);
    for (const list of [examples, heldOut]) {
      const counts = classes.map((name) => list.filter(({ label }) => label === name).length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      expect(list.flatMap(({ tokens }) => tokens).filter((word) => !ENGLISH.has(word))).toEqual([]);
    }
  });

  test('learns from the training split alone, and is measured on no combination of it', async () => {
    const { examples, heldOut } = await drawData(task, 50, 4);
    const seen = examples.flatMap(({ tokens }) => combinationsOf(tokens));
    expect(new Set(seen.map(splitOf))).toEqual(new Set(['train']));
    const measured = heldOut.map(({ tokens }) => combinationsOf(tokens));
    for (const things of measured.filter(({ length }) => length > 0)) {
      expect(splitOfAll(things)).toBe('test');
    }
  });

  test('is an input that the engine takes', async () => {
    const data = await drawData(task, COUNTS[0], 5);
    const rest = { mode: 'full', learningRate: 0.001, steps: 1, batch: 16, rank: 4, seed: 1 };
    expect(() => readInput('finetune', { ...data, ...rest })).not.toThrow();
  });
});

test('what a label depends on is told', async () => {
  const { examples } = await drawData('motion', 50, 6);
  for (const { tokens, label } of examples) {
    const parsed = parseEnglish(tokens.join(' '));
    const told = 'meaning' in parsed ? parsed.meaning.things.map(({ motion }) => motion) : [];
    expect(told).toContain(label);
  }
});

test('a seed gives its own sentences, again and again', async () => {
  expect(await drawData('warm', 50, 1)).toEqual(await drawData('warm', 50, 1));
  expect(await drawData('warm', 50, 1)).not.toEqual(await drawData('warm', 50, 2));
  expect(drawSentences(1, 20)).toEqual(drawSentences(1, 20));
  expect(new Set(drawSentences(1, 20)).size).toBe(20);
});
