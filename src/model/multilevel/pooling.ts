import * as tf from '@tensorflow/tfjs-core';
import { expectBroadcast, expectShape } from '../check.ts';
import { linear } from '../linear.ts';
import { maskedSoftmax } from '../softmax.ts';
import { noTap, scope } from '../tap.ts';
import type { Tap } from '../tap.ts';
import type { PoolingParams } from './params.ts';

export interface PoolingOptions {
  /** 1 = counts, 0 = padding. Broadcasts to [B, T]. */
  readonly mask?: tf.Tensor | undefined;
  readonly tap?: Tap | undefined;
}

/**
 * One vector for a whole sequence, [B, T, D] → [B, D]: the mean of the tokens, weighted by how well
 * each answers a learned question c.
 *
 *     u_t = tanh(x_t·W + b),   α = softmax(u·c),   s = Σ_t α_t·x_t
 *
 * Yang et al. 2016, equations 5 to 7. An empty sequence gives zeros.
 * Taps: `hidden` [B, T, D], `scores` [B, T], `mask` [B, T] if there is one, `pattern` [B, T],
 * `output` [B, D].
 *
 * @throws ModelError if the shapes disagree, or if `x` is not finite.
 */
export function attentionPooling(
  { hidden, context }: PoolingParams,
  x: tf.Tensor3D,
  { mask, tap = noTap }: PoolingOptions = {},
): tf.Tensor2D {
  const [B, T, D] = x.shape;
  const [wide] = context.shape;
  expectShape('attentionPooling', 'x', x, ['B', 'T', hidden.weight.shape[0]]);
  expectShape('attentionPooling', 'hidden', hidden.weight, ['D', wide]);
  if (mask) expectBroadcast('attentionPooling', mask, [B, T]);
  return tf.tidy(() => {
    const heard = tap('hidden', tf.tanh(linear(hidden, x, scope(tap, 'hidden')))); // [B, T, D]
    const rows = tf.reshape<tf.Rank.R2>(heard, [B * T, wide]); // [B·T, D]
    const products = tf.matMul(rows, tf.reshape(context, [wide, 1])); // [B·T, 1]
    const scores = tap('scores', tf.reshape<tf.Rank.R2>(products, [B, T])); // [B, T]
    const allowed = mask && tap('mask', tf.broadcastTo(mask, [B, T])); // [B, T]
    const pattern = tap('pattern', maskedSoftmax(scores, allowed)); // [B, T]
    const mixed = tf.matMul(tf.reshape(pattern, [B, 1, T]), x); // [B, 1, D]
    return tap('output', tf.reshape<tf.Rank.R2>(mixed, [B, D])); // [B, D]
  });
}
