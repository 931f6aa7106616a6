import '../../model/backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/model/index.ts';
import { PROPERTIES, PROPERTY_IDS, examine } from '../../../../src/notebook/properties/index.ts';
import type { Subject } from '../../../../src/notebook/properties/index.ts';
import { changes, expectNumbers, moved } from '../../../../src/notebook/properties/numbers.ts';
import { RIGHT } from './right.ts';
import { WRONG } from './wrong.ts';

const findings = (subject: Subject, seed = 1) => examine(subject, createRandom(seed));

async function failures(subject: Subject): Promise<Record<string, string>> {
  const found = (await findings(subject)).filter(({ holds }) => holds === false);
  return Object.fromEntries(found.map(({ id, evidence }) => [id, evidence]));
}

it('there are the twelve of the audit, and one more, in order', () => {
  expect(PROPERTIES.map(({ id }) => id)).toEqual(PROPERTY_IDS);
  expect(PROPERTIES).toHaveLength(13);
});

describe('right layers', () => {
  it.each(RIGHT)('%s has every property of its kind', async (_name, subject) => {
    // An encoder need not show its attention weights.
    const ofDecoders = ['lengths', 'scores', 'causal', 'cross-use'];
    const skipped = subject.kind === 'encoder' ? ofDecoders : ['permutation'];
    for (const seed of [1, 2]) {
      const found = await findings(subject, seed);
      expect(found.filter(({ holds }) => holds === false)).toEqual([]);
      expect(found.filter(({ holds }) => holds === undefined).map(({ id }) => id)).toEqual(skipped);
    }
  });
});

describe('wrong layers', () => {
  it.each(WRONG)('$name: $fails', async ({ subject, fails, says }) => {
    const found = await failures(subject);
    expect(Object.keys(found)).toEqual(fails);
    expect(Object.values(found)[0]).toContain(says);
  });

  it('every property can fail', () => {
    const caught = new Set(WRONG.flatMap(({ fails }) => fails));
    expect(PROPERTY_IDS.filter((id) => !caught.has(id))).toEqual([]);
  });
});

it('what holds has evidence, too', async () => {
  const evidence: Record<string, string> = {};
  for (const [, subject] of [...RIGHT.slice(0, 1), ...RIGHT.slice(2, 3)]) {
    for (const { id, holds, evidence: seen } of await findings(subject)) {
      if (holds) evidence[id] = seen.replace(/(by|to) \d\S*$/, '$1 #');
    }
  }
  expect(evidence).toEqual({
    'inner-width': 'inner widths 4, 8 and 20 gave outputs of width 8',
    lengths: 'the output was as long as the target for lengths 3|5, 5|3, 1|4 and 4|1',
    'batch-sizes': 'batches of 1, 2 and 3 gave as many outputs',
    scores: 'the row furthest from 1 summed to #',
    causal: 'changing a token changed its own output and all later ones, no earlier one',
    'batch-independence': 'changing one sample left the other as it was',
    'cross-use': 'changing the memory of a sample changed all of its outputs',
    padding: 'changing the padding changed a real token by #',
    parameters: 'the parameters were as many as the formula says at three sizes',
    compiled: 'compiled, the output differed by #',
    saved: 'saved and loaded, the output differed by #',
    permutation: 'shuffling the tokens shuffled the outputs; changing one token changed all',
    residual: 'with silent sub-layers, changing token 1 changed its output by #',
  });
});

it('takes rounding for no change, and what is not finite for a large one', () => {
  expect([0, 9e-6, 2e-5, Infinity].map(moved)).toEqual([false, false, true, true]);
  expect(changes([[[1, 2]], [[3, 4]]], [[[1.5, 2]], [[3, NaN]]])).toEqual([[0.5], [Infinity]]);
  expect(() => expectNumbers('it', [[1, NaN]], [1, 2])).toThrow('it holds NaN');
});

it('leaves no tensor behind', async () => {
  const [[, subject] = []] = RIGHT;
  if (!subject) throw new Error('no layer');
  const layer = await subject.build({ width: 8, heads: 2, inner: 8 });
  const before = tf.memory().numTensors;
  const x = [[[1, 2, 3, 4, 5, 6, 7, 8]]];
  await layer.run({ x });
  expect(tf.memory().numTensors).toBe(before);
});
