import * as tf from '@tensorflow/tfjs-core';
import '../../model/backend.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { normsLab } from '../../../../src/components/labs/norms/lab.ts';
import { firstOf } from '../../../../src/engine/labs/field.ts';
import { REVERSAL, normsFields } from '../../../../src/engine/labs/norms.ts';
import type { NormsResult, NormsSettings, NormsStep } from '../../../../src/engine/labs/norms.ts';
import { run } from '../../../../src/engine/trained/worker/labs/norms.ts';

beforeAll(() => tf.setBackend('cpu'));

const first = firstOf(normsFields);

function measure(
  change: Partial<NormsSettings>,
  tell: (step: NormsStep) => void = () => undefined,
) {
  const line = {
    tell,
    loading: () => undefined,
    pause: () => Promise.resolve(),
    signal: new AbortController().signal,
  };
  return run({ ...first, ...change }, line);
}

describe('the norm lab', () => {
  let deep: NormsResult;
  let left: number;
  const told: NormsStep[] = [];
  beforeAll(async () => {
    const before = tf.memory().numTensors;
    deep = await measure({ layers: 12 }, (step) => told.push(step));
    left = tf.memory().numTensors - before;
  }, 60_000);

  test('keeps no tensor', () => {
    expect(left).toBe(0);
  });

  test('tells every step of both stacks', () => {
    expect(told.map(({ place, step }) => `${place} ${step}`)).toEqual(
      ['post', 'pre'].flatMap((place) => [0, 1, 2, 3, 4, 5, 6].map((step) => `${place} ${step}`)),
    );
    expect(told.map(({ loss }) => Math.fround(loss))).toEqual([
      ...deep.post.losses,
      ...deep.pre.losses,
    ]);
  });

  test('has a gradient for each layer and a loss for each step', () => {
    for (const { first, last, losses, gradients } of [deep.post, deep.pre]) {
      expect([first.length, last.length, losses.length, gradients.length]).toEqual([12, 12, 7, 7]);
      const layers = Math.hypot(...first);
      expect(gradients[0]).toBeGreaterThan(layers); // embedding and logits have gradients too
    }
  });

  // Untrained logits say little: the loss is near that of a uniform guess, ln 16.
  test('begins near the loss of a guess', () => {
    for (const { losses } of [deep.post, deep.pre]) {
      expect(Math.abs((losses[0] ?? NaN) - Math.log(REVERSAL.kinds))).toBeLessThan(1);
    }
  });

  // Xiong et al. 2020: post-norm has large expected gradients near the output at initialization
  test.each([1, 2, 3])(
    'before training the last layer has the larger gradient under post-norm, seed %i',
    async (seed) => {
      const { post, pre } = await measure({ layers: 12, steps: 1, seed });
      expect(post.first[11]).toBeGreaterThan(1.5 * (pre.first[11] ?? NaN));
    },
    60_000,
  );

  test('twelve post-norm layers lose their gradient without a warm-up, pre-norm ones do not', () => {
    const reach = ({ last }: NormsResult['post']) => (last[0] ?? NaN) / (last[11] ?? NaN);
    expect(reach(deep.post)).toBeLessThan(0.01);
    expect(reach(deep.pre)).toBeGreaterThan(1);
    expect(deep.pre.losses[6]).toBeLessThan(deep.post.losses[6] ?? NaN);
  });

  test('a warm-up keeps more of it', async () => {
    const warm = await measure({ layers: 12, warmup: 6 });
    expect(warm.post.last[0]).toBeGreaterThan(10 * (deep.post.last[0] ?? NaN));
    expect(warm.post.losses[6]).toBeLessThan(deep.post.losses[6] ?? NaN);
    expect(warm.post.first).toEqual(deep.post.first);
  }, 60_000);

  test('without a rate nothing moves', async () => {
    const { pre } = await measure({ layers: 1, rate: 0, steps: 2 });
    expect(new Set(pre.losses).size).toBe(1);
    expect(pre.last).toEqual(pre.first);
  });

  test('a high rate stays finite', async () => {
    const { post, pre } = await measure({ layers: 2, rate: 0.1, steps: 20 });
    expect([...post.losses, ...pre.losses].every(Number.isFinite)).toBe(true);
  }, 60_000);

  test('called off, it stops and frees what it has', async () => {
    const before = tf.memory().numTensors;
    const line = {
      tell: () => undefined,
      loading: () => undefined,
      pause: () => Promise.reject(new Error('off')),
      signal: new AbortController().signal,
    };
    await expect(run({ ...first, layers: 1 }, line)).rejects.toThrow('off');
    expect(tf.memory().numTensors).toBe(before);
  });

  test('the sentence and the right guess follow the numbers', () => {
    const settings = { ...first, layers: 12 };
    expect(normsLab.guess?.(deep, settings)?.right).toBe(1);
    expect(normsLab.guess?.({ post: deep.pre, pre: deep.post }, settings)?.right).toBe(0);
    expect(normsLab.sentence(deep, settings)).toContain('last of 12 layers');
  });
});
