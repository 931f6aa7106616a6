import * as tf from '@tensorflow/tfjs-core';
import { expectFinite, expectRank, expectShape } from './check.ts';
import type { LinearParams } from './params.ts';

/**
 * A linear layer on the last dimension: [..., in] → [..., out].
 *
 *     y = x·W + b
 *
 * It multiplies in two dimensions, because tfjs has no gradient for [B, T, D]·[D, F], and adds the
 * bias apart, because wasm's fused kernel adds it wrongly to batches.
 *
 * @throws ModelError if the last dimension of `x` is not `in`, or if `x` is not finite.
 */
export function linear<X extends tf.Tensor>(params: LinearParams, x: X): X {
  const { weight, bias } = params;
  const [D, F] = weight.shape;
  const before = x.shape.slice(0, -1);
  expectRank('linear', 'x', x, 1);
  expectShape('linear', 'x', x, [...before, D]);
  expectShape('linear', 'bias', bias, [F]);
  expectFinite('linear', 'x', x);
  return tf.tidy(() => {
    const rows = tf.reshape(x, [-1, D]); // [B·T, D]
    const y = tf.add(tf.matMul(rows, weight), bias); // [B·T, F]
    return tf.reshape(y, [...before, F]) as X; // [B, T, F]
  });
}
