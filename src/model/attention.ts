import * as tf from '@tensorflow/tfjs-core';
import {
  expectBroadcast,
  expectDivisible,
  expectFinite,
  expectPositive,
  expectShape,
} from './check.ts';
import { linear } from './linear.ts';
import type { AttentionParams } from './params.ts';
import { maskedSoftmax } from './softmax.ts';
import { noTap } from './tap.ts';
import type { Tap } from './tap.ts';

export interface DotProductOptions {
  /** 1 = may attend, 0 = blocked. Broadcasts to the shape of the scores. */
  readonly mask?: tf.Tensor | undefined;
  /** τ: scores are divided by it before the softmax. */
  readonly temperature?: number | undefined;
  readonly tap?: Tap | undefined;
}

export interface AttentionOptions extends DotProductOptions {
  /** H, a divisor of the width. */
  readonly heads: number;
}

/**
 * Scaled dot-product attention: every query takes a weighted mean of the values.
 *
 *     Attention(Q, K, V) = softmax(Q·Kᵀ / √d_k)·V,   d_k = the head width K
 *
 * Vaswani et al. 2017, section 3.2.1. A query whose keys are all blocked gets zeros.
 * Taps: `scores` (before mask and temperature), `mask` if there is one, `pattern`, `mix`.
 *
 * @param query [..., T, K]
 * @param key [..., S, K]
 * @param value [..., S, K]
 * @throws ModelError if the shapes disagree, or if an input is not finite.
 */
export function scaledDotProductAttention<X extends tf.Tensor>(
  query: X,
  key: X,
  value: X,
  { mask, temperature = 1, tap = noTap }: DotProductOptions = {},
): X {
  const K = checkDotProduct(query, key, value, temperature);
  return tf.tidy(() => {
    const products = tf.matMul(query, key, false, true); // [B, H, T, S]
    const scores = tap('scores', tf.div(products, Math.sqrt(K)));
    const allowed = mask && tap('mask', mask);
    const pattern = tap('pattern', maskedSoftmax(tf.div(scores, temperature), allowed));
    return tap('mix', tf.matMul<X>(pattern, value)); // [B, H, T, K]
  });
}

/**
 * Multi-head attention: H attentions side by side, each on K = D / H channels.
 * Self-attention if `memory` is `x`, cross-attention if it is another sequence.
 *
 *     MultiHead(X, M) = concat(head_1, …, head_H)·Wo + bo
 *     head_h = Attention(X·Wq_h + bq_h, M·Wk_h + bk_h, M·Wv_h + bv_h)
 *
 * Vaswani et al. 2017, section 3.2.2, with biases. All heads share the mask.
 * Taps: `query`, `key`, `value`, those of the dot product, `joined`, `output`.
 *
 * @param x [B, T, D], asks
 * @param memory [B, S, D], answers
 * @throws ModelError if the shapes disagree, heads do not divide D, or an input is not finite.
 */
export function multiHeadAttention(
  params: AttentionParams,
  x: tf.Tensor3D,
  memory: tf.Tensor3D,
  { heads: H, mask, temperature, tap = noTap }: AttentionOptions,
): tf.Tensor3D {
  checkMultiHead(params, x, memory, H);
  const [B, T] = x.shape;
  const [, S] = memory.shape;
  if (mask) expectBroadcast('multiHeadAttention', mask, [B, 1, T, S]);
  return tf.tidy(() => {
    const query = tap('query', splitHeads(linear(params.query, x), H)); // [B, H, T, K]
    const key = tap('key', splitHeads(linear(params.key, memory), H)); // [B, H, S, K]
    const value = tap('value', splitHeads(linear(params.value, memory), H)); // [B, H, S, K]
    const shared = mask && tf.broadcastTo(mask, [B, 1, T, S]); // [B, 1, T, S]
    const options = { mask: shared, temperature, tap };
    const mix = scaledDotProductAttention(query, key, value, options); // [B, H, T, K]
    const joined = tap('joined', joinHeads(mix)); // [B, T, D]
    return tap('output', linear(params.output, joined)); // [B, T, D]
  });
}

/** Cuts the width into heads: [B, T, D] → [B, H, T, K]. */
export function splitHeads(x: tf.Tensor3D, H: number): tf.Tensor4D {
  const [B, T, D] = x.shape;
  expectDivisible('splitHeads', D, H);
  return tf.tidy(() => {
    const cut = tf.reshape<tf.Rank.R4>(x, [B, T, H, D / H]); // [B, T, H, K]
    return tf.transpose(cut, [0, 2, 1, 3]); // [B, H, T, K]
  });
}

/** Puts the heads side by side again: [B, H, T, K] → [B, T, D]. */
export function joinHeads(x: tf.Tensor4D): tf.Tensor3D {
  const [B, H, T, K] = x.shape;
  return tf.tidy(() => {
    const beside = tf.transpose(x, [0, 2, 1, 3]); // [B, T, H, K]
    return tf.reshape(beside, [B, T, H * K]); // [B, T, D]
  });
}

/** Checks the inputs of the dot product; returns K. */
function checkDotProduct(query: tf.Tensor, key: tf.Tensor, value: tf.Tensor, temperature: number) {
  const where = 'scaledDotProductAttention';
  const [before, K] = [query.shape.slice(0, -2), query.shape.at(-1) ?? 0];
  const S = key.shape.at(-2) ?? 'S';
  expectShape(where, 'query', query, [...before, 'T', 'K']);
  expectShape(where, 'key', key, [...before, 'S', K]);
  expectShape(where, 'value', value, [...before, S, 'K']);
  expectPositive(where, 'temperature', temperature);
  expectFinite(where, 'query', query);
  expectFinite(where, 'key', key);
  expectFinite(where, 'value', value);
  return K;
}

function checkMultiHead(params: AttentionParams, x: tf.Tensor3D, memory: tf.Tensor3D, H: number) {
  const where = 'multiHeadAttention';
  const [B] = x.shape;
  const [D, width] = params.query.weight.shape;
  expectShape(where, 'x', x, ['B', 'T', D]);
  expectShape(where, 'memory', memory, [B, 'S', params.key.weight.shape[0]]);
  expectDivisible(where, width, H);
  expectFinite(where, 'x', x);
  expectFinite(where, 'memory', memory);
}
