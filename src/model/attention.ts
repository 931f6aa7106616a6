import * as tf from '@tensorflow/tfjs-core';
import { alibiBias } from './alibi.ts';
import {
  expectBroadcast,
  expectDivisible,
  expectFinite,
  expectPositive,
  expectShape,
} from './check.ts';
import { ModelError } from './error.ts';
import { fused, hasFused } from './fused.ts';
import { linear } from './linear.ts';
import { combineMasks, slidingWindowMask } from './mask.ts';
import type { AttentionParams, LinearParams } from './params.ts';
import { relate } from './relate.ts';
import type { AttentionCache, KeyValue, Related } from './relate.ts';
import { maskedSoftmax } from './softmax.ts';
import { noTap, scope } from './tap.ts';
import type { Tap } from './tap.ts';

export interface DotProductOptions {
  /** 1 = may attend, 0 = blocked. Broadcasts to the shape of the scores. */
  readonly mask?: tf.Tensor | undefined;
  /** τ: scores are divided by it before the softmax. */
  readonly temperature?: number | undefined;
  /** Added to the scores, [H, T, S]: `alibiBias` or `relativeBias`. */
  readonly bias?: tf.Tensor | undefined;
  readonly tap?: Tap | undefined;
}

export interface AttentionOptions extends DotProductOptions {
  /** H, a divisor of the width. */
  readonly heads: number;
  /** Rotary positions: see `rotate`. */
  readonly rotary?: boolean | undefined;
  /** ALiBi in the place of positions, and of any other bias: see `alibiBias`. */
  readonly alibi?: boolean | undefined;
  /** Only the tokens less than this far away are seen: see `slidingWindowMask`. */
  readonly window?: number | undefined;
  /** Keys and values of earlier calls: see `growingCache` and `fixedCache`. */
  readonly cache?: AttentionCache | undefined;
}

/**
 * Scaled dot-product attention: every query takes a weighted mean of the values.
 *
 *     Attention(Q, K, V) = softmax(Q·Kᵀ / √d_k)·V,   d_k = the head width K
 *
 * Vaswani et al. 2017, section 3.2.1. A query whose keys are all blocked gets zeros.
 * Taps: `scores` (before mask and temperature), `biased` if there is a bias, `mask` if there is one,
 * `pattern`, `mix`.
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
  { mask, temperature = 1, bias, tap = noTap }: DotProductOptions = {},
): X {
  const K = checkDotProduct(query, key, value, temperature);
  return tf.tidy(() => {
    const products = tf.matMul<X>(query, key, false, true); // [B, H, T, S]
    const scores = tap('scores', tf.div(products, Math.sqrt(K)));
    const biased = bias ? tap('biased', tf.add<X>(scores, bias)) : scores; // [B, H, T, S]
    const allowed = mask && tap('mask', mask);
    const tempered = temperature === 1 ? biased : tf.div<X>(biased, temperature); // [B, H, T, S]
    const pattern = tap('pattern', maskedSoftmax(tempered, allowed));
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
 * Vaswani et al. 2017, section 3.2.2, with biases. All heads share the mask. If `key` and `value`
 * are narrower than `query`, H / G heads in a row share theirs: grouped-query attention (Ainslie et
 * al. 2023, section 2.2), or multi-query attention with G = 1 (Shazeer 2019, section 3).
 * Taps: `query`, `key`, `value`, those of `relate`, `bias` with ALiBi, those of the dot product,
 * `joined`, `output`.
 *
 * @param x [B, T, D], asks
 * @param memory [B, S, D], answers
 * @throws ModelError if the shapes disagree, heads do not divide D, or an input is not finite.
 */
export function multiHeadAttention(
  params: AttentionParams,
  x: tf.Tensor3D,
  memory: tf.Tensor3D,
  options: AttentionOptions,
): tf.Tensor3D {
  const { heads: H, cache, tap = noTap } = options;
  const G = checkMultiHead(params, x, memory, H);
  const quick = G === H && attendAtOnce(params, x, memory, options);
  if (quick) return quick;
  const { length: before = 0, known } = cache ?? {};
  return tf.tidy(() => {
    const project = (name: 'query' | 'key' | 'value', from: tf.Tensor3D) =>
      linear(params[name], from, scope(tap, name));
    const query = tap('query', splitHeads(project('query', x), H)); // [B, H, T, K]
    const key = tap('key', known?.key ?? splitHeads(project('key', memory), G)); // [B, G, S, K]
    const value = tap('value', known?.value ?? splitHeads(project('value', memory), G)); // [B, G, S, K]
    const all = relate(query, { key, value }, options); // [B, H, T, K], [B, H, S, K]
    const dot = scoreOptions(all, before, options);
    const mix =
      mixAtOnce(all, dot) ?? scaledDotProductAttention(all.query, all.key, all.value, dot); // [B, H, T, K]
    const joined = tap('joined', joinHeads(mix)); // [B, T, D]
    return tap('output', linear(params.output, joined, scope(tap, 'output'))); // [B, T, D]
  });
}

/** The dot product in one kernel, where nothing on the way has to be seen or changed. */
function mixAtOnce(
  { query, key, value }: Related,
  { mask, temperature = 1, bias, tap }: DotProductOptions,
): tf.Tensor4D | undefined {
  if (bias || temperature !== 1 || tap !== noTap) return undefined;
  return fused('Attention', { query, key, value, mask }, {}) as tf.Tensor4D | undefined;
}

/** The whole in one kernel, where nothing on the way has to be seen or changed. */
function attendAtOnce(
  params: AttentionParams,
  x: tf.Tensor3D,
  memory: tf.Tensor3D,
  {
    heads,
    mask,
    rotary,
    alibi,
    window,
    cache,
    bias,
    temperature = 1,
    tap = noTap,
  }: AttentionOptions,
): tf.Tensor3D | undefined {
  const isPlain = !rotary && !alibi && window === undefined && !bias && temperature === 1;
  const isAdapted = Object.values(params).some(({ lora }: LinearParams) => lora);
  if (!isPlain || isAdapted || tap !== noTap || !hasFused('MultiHead')) return undefined;
  return tf.tidy(() => {
    const known = cache && keysAndValues(params, memory, heads, cache);
    const S = known?.key.shape[2] ?? memory.shape[1];
    if (mask) expectBroadcast('multiHeadAttention', mask, [x.shape[0], 1, x.shape[1], S]);
    const seen = known ? { knownKey: known.key, knownValue: known.value } : { memory };
    const inputs = { x, mask, ...seen, ...weightsOf(params) };
    return fused('MultiHead', inputs, { heads }) as tf.Tensor3D; // [B, T, D]
  });
}

/** Those of all tokens, by head. */
function keysAndValues(
  { key, value }: AttentionParams,
  memory: tf.Tensor3D,
  heads: number,
  cache: AttentionCache,
): KeyValue {
  const split = (layer: LinearParams) => splitHeads(linear(layer, memory), heads); // [B, H, S, K]
  return cache.known ?? cache.keep({ key: split(key), value: split(value) });
}

function weightsOf({ query, key, value, output }: AttentionParams) {
  return {
    ...{ queryWeight: query.weight, queryBias: query.bias },
    ...{ keyWeight: key.weight, keyBias: key.bias },
    ...{ valueWeight: value.weight, valueBias: value.bias },
    ...{ outputWeight: output.weight, outputBias: output.bias },
  };
}

/**
 * The options of the dot product: the mask [B, 1, T, S] and the bias [1, H, T, S], if there are any.
 * `before` tokens came before the first query.
 */
function scoreOptions(
  { query, key }: Related,
  before: number,
  { mask: given, window, alibi = false, temperature, tap = noTap, ...options }: AttentionOptions,
): DotProductOptions {
  const [B, H, T] = query.shape;
  const [, , S] = key.shape;
  const near = window === undefined ? undefined : slidingWindowMask(window, T, S, before); // [T, S]
  const mask = near ? combineMasks(given, near) : given;
  if (mask) expectBroadcast('multiHeadAttention', mask, [B, 1, T, S]);
  const slopes = () => tap('bias', tf.expandDims(alibiBias(H, T, S, before))); // [1, H, T, S]
  const bias = alibi ? slopes() : options.bias; // [1, H, T, S] or as given
  // Spread out to be seen only: whoever computes with it reads it as it is.
  const seen = mask && tap !== noTap ? tf.broadcastTo(mask, [B, 1, T, S]) : mask;
  return { mask: seen, bias, temperature, tap };
}

/** Cuts the width into heads: [B, T, D] → [B, H, T, K]. */
export function splitHeads(x: tf.Tensor3D, H: number): tf.Tensor4D {
  const [B, T, D] = x.shape;
  expectDivisible('splitHeads', D, H);
  if (T === 1) return tf.reshape(x, [B, H, 1, D / H]); // [B, H, 1, K]
  return tf.tidy(() => {
    const cut = tf.reshape<tf.Rank.R4>(x, [B, T, H, D / H]); // [B, T, H, K]
    return tf.transpose(cut, [0, 2, 1, 3]); // [B, H, T, K]
  });
}

/** Puts the heads side by side again: [B, H, T, K] → [B, T, D]. */
export function joinHeads(x: tf.Tensor4D): tf.Tensor3D {
  const [B, H, T, K] = x.shape;
  if (T === 1) return tf.reshape(x, [B, 1, H * K]); // [B, 1, D]
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

/** Checks the inputs of multi-head attention; returns G. */
function checkMultiHead(params: AttentionParams, x: tf.Tensor3D, memory: tf.Tensor3D, H: number) {
  const where = 'multiHeadAttention';
  const [B] = x.shape;
  const [D, width] = params.query.weight.shape;
  const [, shared] = params.key.weight.shape;
  expectShape(where, 'x', x, ['B', 'T', D]);
  expectShape(where, 'memory', memory, [B, 'S', params.key.weight.shape[0]]);
  expectDivisible(where, width, H);
  expectFinite(where, 'x', x);
  expectFinite(where, 'memory', memory);
  const G = shared / (width / H);
  if (!Number.isInteger(G) || H % G !== 0) {
    throw new ModelError(where, `keys as wide as a divisor of ${H} heads`, `${G} heads`);
  }
  return G;
}
