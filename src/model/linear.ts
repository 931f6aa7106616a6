import * as tf from '@tensorflow/tfjs-core';
import { expectFinite, expectRank, expectShape } from './check.ts';
import { fused } from './fused.ts';
import type { LinearParams, LoraParams } from './params.ts';
import { noTap } from './tap.ts';
import type { Tap } from './tap.ts';

/**
 * A linear layer on the last dimension: [..., in] → [..., out].
 *
 *     y = x·W + b
 *
 * With a low-rank adapter, (α / R)·(x·A)·B is added: see `addLora`. Its tap: `low` [..., R].
 * It multiplies in two dimensions, because tfjs has no gradient for [B, T, D]·[D, F], and adds the
 * bias apart, because wasm's fused kernel adds it wrongly to batches.
 *
 * @throws ModelError if the last dimension of `x` is not `in`, or if `x` is not finite.
 */
export function linear<X extends tf.Tensor>(params: LinearParams, x: X, tap: Tap = noTap): X {
  const { weight, bias, lora } = params;
  const [D, F] = weight.shape;
  const before = x.shape.slice(0, -1);
  expectRank('linear', 'x', x, 1);
  expectShape('linear', 'x', x, [...before, D]);
  expectShape('linear', 'bias', bias, [F]);
  expectFinite('linear', 'x', x);
  const quick = lora ? undefined : fused('Linear', { x, weight, bias }, {});
  if (quick) return quick as X;
  return tf.tidy(() => {
    const rows = tf.reshape<tf.Rank.R2>(x, [-1, D]); // [B·T, D]
    const straight = tf.reshape(tf.add(tf.matMul(rows, weight), bias), [...before, F]) as X; // [B, T, F]
    return lora ? tf.add<X>(straight, adapter(lora, rows, before, tap)) : straight; // [B, T, F]
  });
}

/** What the adapter adds: rows [B·T, in] → [..., out]. */
function adapter(
  { down, up, scale }: LoraParams,
  rows: tf.Tensor2D,
  before: readonly number[],
  tap: Tap,
): tf.Tensor {
  const [R, F] = up.shape;
  const low = tap('low', tf.reshape(tf.matMul(rows, down), [...before, R])); // [B, T, R]
  const high = tf.matMul(tf.reshape<tf.Rank.R2>(low, [-1, R]), up); // [B·T, F]
  return tf.reshape(tf.mul(high, scale), [...before, F]); // [B, T, F]
}
