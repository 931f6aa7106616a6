import './backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  causalMask,
  combineMasks,
  createRandom,
  decoderLayer,
  embedding,
  encoderLayer,
  initAttention,
  initDecoderLayer,
  initEncoderLayer,
  maskedSoftmax,
  multiHeadAttention,
  paddingMask,
  recorder,
  sinusoidalPositions,
} from '../../../src/model/index.ts';
import { normal, roughen } from './cases.ts';

const [B, T, S, D, F, H] = [3, 5, 7, 8, 12, 2];
const random = createRandom(11);
const x = normal<tf.Rank.R3>(random, [B, T, D]);
const memory = normal<tf.Rank.R3>(random, [B, S, D]);
const attention = roughen(random, initAttention(random, D));
const encoder = roughen(random, initEncoderLayer(random, D, F));
const decoder = roughen(random, initDecoderLayer(random, D, F));
const norms = ['post', 'pre'] as const;

/** `x` with one token of one sample replaced by noise. */
function perturb(x: tf.Tensor3D, sample: number, token: number): tf.Tensor3D {
  const [B, T] = x.shape;
  const at = tf.buffer<tf.Rank.R3>([B, T, 1]);
  at.set(1, sample, token, 0);
  return tf.add(x, tf.mul(at.toTensor(), normal<tf.Rank.R3>(random, x.shape)));
}

/** The largest change of each token: [sample][token]. */
function changes(before: tf.Tensor3D, after: tf.Tensor3D): number[][] {
  return tf.max(tf.abs(tf.sub(before, after)), -1).arraySync() as number[][];
}

describe.each(norms)('encoderLayer, %s-norm', (norm) => {
  const forward = (x: tf.Tensor3D, mask?: tf.Tensor) =>
    encoderLayer(encoder, x, { heads: H, norm, mask });

  it('does not know the order of its tokens', () => {
    const order = tf.tensor1d([3, 0, 4, 1, 2], 'int32');
    const first = tf.gather(forward(x), order, 1);
    const second = forward(tf.gather(x, order, 1));
    expect(Math.max(...changes(first, second).flat())).toBeLessThan(1e-5);
  });

  it('knows the order once positions are added', () => {
    const placed = (x: tf.Tensor3D) => tf.add<tf.Tensor3D>(x, sinusoidalPositions(T, D));
    const order = tf.tensor1d([3, 0, 4, 1, 2], 'int32');
    const first = tf.gather(forward(placed(x)), order, 1);
    const second = forward(placed(tf.gather(x, order, 1)));
    expect(Math.max(...changes(first, second).flat())).toBeGreaterThan(0.1);
  });

  it('with a causal mask, sees nothing of the future', () => {
    const mask = causalMask(T);
    for (let token = 0; token < T; token++) {
      const [, changed = []] = changes(forward(x, mask), forward(perturb(x, 1, token), mask));
      expect(changed.slice(0, token)).toEqual(Array<number>(token).fill(0));
      expect(changed.slice(token).every((change) => change > 1e-4)).toBe(true);
    }
  });

  it('keeps the samples of a batch apart', () => {
    const [first = [], second = [], third = []] = changes(forward(x), forward(perturb(x, 1, 2)));
    expect([...first, ...third]).toEqual(Array<number>(2 * T).fill(0));
    expect(second.every((change) => change > 1e-4)).toBe(true);
  });

  it('two masked layers do not let padding reach the real tokens', () => {
    const mask = paddingMask([5, 3, 2], T);
    const twice = (x: tf.Tensor3D) => forward(forward(x, mask), mask);
    const changed = changes(twice(x), twice(perturb(perturb(x, 1, 3), 2, 4)));
    expect(changed[1]?.slice(0, 3)).toEqual([0, 0, 0]);
    expect(changed[2]?.slice(0, 2)).toEqual([0, 0]);
    expect(changed[1]?.[3]).toBeGreaterThan(1e-4);
  });
});

describe.each(norms)('decoderLayer, %s-norm', (norm) => {
  const memoryMask = paddingMask([7, 4, 2], S);
  const forward = (x: tf.Tensor3D, memory: tf.Tensor3D) =>
    decoderLayer(decoder, x, memory, { heads: H, norm, memoryMask });

  it('sees nothing of the future, without being given a mask', () => {
    for (let token = 0; token < T; token++) {
      const [, changed = []] = changes(forward(x, memory), forward(perturb(x, 1, token), memory));
      expect(changed.slice(0, token)).toEqual(Array<number>(token).fill(0));
      expect(changed.slice(token).every((change) => change > 1e-4)).toBe(true);
    }
  });

  it('sees the future if it is not causal, unless a mask by hand forbids it', () => {
    const open = (x: tf.Tensor3D, mask?: tf.Tensor) =>
      decoderLayer(decoder, x, memory, { heads: H, norm, memoryMask, causal: false, mask });
    const [, changed = []] = changes(open(x), open(perturb(x, 1, 3)));
    expect(changed.every((change) => change > 1e-5)).toBe(true);
    expect(open(x, causalMask(T)).dataSync()).toEqual(forward(x, memory).dataSync());
  });

  it('keeps the samples of a batch apart, and uses each one its own memory', () => {
    const changed = changes(forward(x, memory), forward(x, perturb(memory, 1, 2)));
    expect([...(changed[0] ?? []), ...(changed[2] ?? [])]).toEqual(Array<number>(2 * T).fill(0));
    expect(changed[1]?.every((change) => change > 1e-5)).toBe(true);
  });

  it('does not see the padding of the memory', () => {
    const changed = changes(forward(x, memory), forward(x, perturb(memory, 1, 4)));
    expect(changed.flat()).toEqual(Array<number>(B * T).fill(0));
  });
});

describe('the pattern', () => {
  const sums = (mask?: tf.Tensor) => {
    const { tap, tensors } = recorder();
    multiHeadAttention(attention, x, memory, { heads: H, mask, tap });
    const pattern = tensors.find(({ name }) => name === 'pattern');
    expect(pattern?.shape).toEqual([B, H, T, S]);
    const rows = tf.tensor4d(pattern?.data ?? [], [B, H, T, S]);
    return { rows: tf.sum(rows, -1).dataSync(), data: pattern?.data ?? new Float32Array() };
  };

  it('has rows that sum to 1', () => {
    for (const mask of [undefined, causalMask(T, S), paddingMask([7, 4, 1], S)]) {
      expect(sums(mask).rows.every((sum) => Math.abs(sum - 1) < 1e-6)).toBe(true);
    }
  });

  it('has rows of exact zeros where nothing may be attended to', () => {
    const { rows, data } = sums(paddingMask([7, 0, 3], S));
    expect(Array.from(data.slice(H * T * S, 2 * H * T * S))).toEqual(Array(H * T * S).fill(0));
    expect(rows.every((sum, i) => Math.floor(i / (H * T)) === 1 || Math.abs(sum - 1) < 1e-6)).toBe(
      true,
    );
  });

  it('is exactly 0 at a blocked key, however large its score', () => {
    const scores = tf.tensor2d([-3e38, 3e38, -2e38, 1, 2, 3], [2, 3]);
    const mask = tf.tensor2d([1, 0, 1, 1, 1, 0], [2, 3]);
    const [a, b, c, d, e, f] = maskedSoftmax(scores, mask).dataSync();
    expect([a, b, c, f]).toEqual([0, 0, 1, 0]);
    expect(d).toBeCloseTo(1 / (1 + Math.E), 6);
    expect(e).toBeCloseTo(Math.E / (1 + Math.E), 6);
  });

  it('flattens with temperature', () => {
    const peak = (temperature: number) => {
      const { tap, tensors } = recorder();
      multiHeadAttention(attention, x, memory, { heads: H, temperature, tap });
      const { data } = tensors.find(({ name }) => name === 'pattern') ?? {};
      return Math.max(...(data ?? []));
    };
    expect(peak(0.1)).toBeGreaterThan(peak(1));
    expect(peak(1)).toBeGreaterThan(peak(10));
    expect(peak(1000)).toBeCloseTo(1 / S, 2);
  });
});

describe('masks', () => {
  it('the causal mask is aligned at the top left', () => {
    expect(causalMask(2, 4).arraySync()).toEqual([
      [1, 0, 0, 0],
      [1, 1, 0, 0],
    ]);
    expect(causalMask(3, 2).arraySync()).toEqual([
      [1, 0],
      [1, 1],
      [1, 1],
    ]);
  });

  it('the padding mask blocks keys', () => {
    expect(paddingMask([2, 0], 3).arraySync()).toEqual([[[[1, 1, 0]]], [[[0, 0, 0]]]]);
  });

  it('combined masks let through what all let through', () => {
    const both = combineMasks(causalMask(2, 3), paddingMask([1, 3], 3), undefined);
    expect(both?.arraySync()).toEqual([
      [
        [
          [1, 0, 0],
          [1, 0, 0],
        ],
      ],
      [
        [
          [1, 0, 0],
          [1, 1, 0],
        ],
      ],
    ]);
    expect(combineMasks()).toBeUndefined();
  });
});

describe('batch sizes and lengths', () => {
  it.each([1, 2, 3])('batch size %i', (size) => {
    const few = tf.slice(x, 0, size);
    const all = decoderLayer(decoder, x, memory, { heads: H });
    const some = decoderLayer(decoder, few, tf.slice(memory, 0, size), { heads: H });
    expect(Math.max(...changes(tf.slice(all, 0, size), some).flat())).toBe(0);
  });

  it('a table of one row', () => {
    const table = tf.tensor2d([1, -2], [1, 2]);
    const ids = tf.tensor2d([0, 0, 0], [1, 3], 'int32');
    expect(embedding({ table }, ids).arraySync()).toEqual([
      [
        [1, -2],
        [1, -2],
        [1, -2],
      ],
    ]);
  });

  it('one token attends to itself alone', () => {
    const { tap, tensors } = recorder();
    multiHeadAttention(attention, tf.slice(x, [0, 0, 0], [B, 1, D]), tf.slice(x, [0, 0], [B, 1]), {
      heads: H,
      mask: causalMask(1),
      tap,
    });
    const pattern = tensors.find(({ name }) => name === 'pattern');
    expect(Array.from(pattern?.data ?? [])).toEqual(Array(B * H).fill(1));
  });
});
