import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  causalMask,
  countParams,
  createRandom,
  encoderLayer,
  initAttention,
  initEncoderLayer,
  multiHeadAttention,
  shareHeads,
  slidingWindowMask,
} from '../../../../src/model/index.ts';
import { normal, roughen } from '../cases.ts';
import { gap } from './support.ts';

const random = createRandom(61);
const [B, T, D, F, H] = [2, 5, 8, 12, 4];
const x = normal<tf.Rank.R3>(random, [B, T, D]);

describe('the sliding window', () => {
  it('leaves what is less than its width away', () => {
    expect(slidingWindowMask(2, 2, 4, 1).arraySync()).toEqual([
      [1, 1, 1, 0],
      [0, 1, 1, 1],
    ]);
    expect(slidingWindowMask(1, 2).arraySync()).toEqual([
      [1, 0],
      [0, 1],
    ]);
    const count = 'to be a whole number of at least 1, got';
    expect(() => slidingWindowMask(0, 2)).toThrow(`slidingWindowMask: wanted window ${count} 0`);
    expect(() => slidingWindowMask(1, 0, 1)).toThrow(`slidingWindowMask: wanted T ${count} 0`);
    expect(() => slidingWindowMask(1, 1, 0)).toThrow(`slidingWindowMask: wanted S ${count} 0`);
  });

  it.each([1, 2, 3])(
    'of width 2 reaches as many tokens to the left as there are layers: %i',
    (layers) => {
      const params = Array.from({ length: layers }, () =>
        roughen(random, initEncoderLayer(random, D, F)),
      );
      const run = (x: tf.Tensor3D) =>
        params.reduce(
          (x, layer) => encoderLayer(layer, x, { heads: H, window: 2, mask: causalMask(T) }),
          x,
        );
      const at = tf.buffer<tf.Rank.R3>([1, T, 1]);
      at.set(1, 0, 0, 0);
      const moved = tf.add<tf.Tensor3D>(x, tf.mul(at.toTensor(), normal(random, [1, 1, D])));
      const changed = tf.max(tf.abs(tf.sub(run(moved), run(x))), [0, 2]).arraySync() as number[];
      expect(changed.map((change) => change > 0)).toEqual(
        Array.from({ length: T }, (_, t) => t <= layers),
      );
    },
  );
});

describe('grouped queries', () => {
  it('hand each key/value head to as many query heads in a row', () => {
    const heads = tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
    expect(shareHeads(heads, 4).arraySync()).toEqual([
      [
        [[1], [2]],
        [[1], [2]],
        [[3], [4]],
        [[3], [4]],
      ],
    ]);
    expect(shareHeads(heads, 2)).toBe(heads);
  });

  it('with H heads of equal keys and values are multi-head attention', () => {
    const grouped = roughen(random, initAttention(random, D, D / 2));
    const repeat = (layer: typeof grouped.key) => ({
      weight: repeatHeads(layer.weight),
      bias: tf.squeeze<tf.Tensor1D>(repeatHeads(tf.expandDims<tf.Tensor2D>(layer.bias)), [0]),
    });
    const full = { ...grouped, key: repeat(grouped.key), value: repeat(grouped.value) };
    const [few, many] = [grouped, full].map((params) =>
      multiHeadAttention(params, x, x, { heads: H }),
    );
    expect(few && many && gap(few, many)).toBeLessThan(1e-6);
  });

  /** Columns of two heads as columns of four, each head twice. */
  function repeatHeads(columns: tf.Tensor2D): tf.Tensor2D {
    const [first, second] = tf.split(columns, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
    return tf.concat([first, first, second, second], 1);
  }

  it('save 2·D·(D − G·K) weights and as many biases less', () => {
    const [full, grouped] = [initAttention(random, D), initAttention(random, D, 2)];
    expect(countParams(full) - countParams(grouped)).toBe(2 * (D * (D - 2) + (D - 2)));
  });

  it('want keys as wide as a divisor of the heads', () => {
    for (const [width, heads] of [
      [6, 3],
      [3, 1.5],
    ] as const) {
      const params = initAttention(random, D, width);
      expect(() => multiHeadAttention(params, x, x, { heads: H })).toThrow(
        `multiHeadAttention: wanted keys as wide as a divisor of 4 heads, got ${heads} heads`,
      );
    }
    const make = (keyValueHeads: number) => () =>
      initEncoderLayer(random, D, F, { heads: H, keyValueHeads });
    expect(make(3)).toThrow('initAttention: wanted a divisor of 4 heads, got 3 heads');
    expect(() => initEncoderLayer(random, D, F, { heads: 3 })).toThrow(
      'initAttention: wanted heads to divide the width 8, got 3 heads',
    );
    expect(make(1)().self.key.weight.shape).toEqual([D, D / H]);
  });
});
