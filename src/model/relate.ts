import * as tf from '@tensorflow/tfjs-core';
import { rotate } from './rotary.ts';
import { noTap } from './tap.ts';
import type { Tap } from './tap.ts';

/** Keys and values by head, each [B, G, S, K]. */
export interface KeyValue {
  readonly key: tf.Tensor4D;
  readonly value: tf.Tensor4D;
}

/**
 * What one attention remembers from one decoding step to the next. The caller owns it and frees it.
 * `growingCache` and `fixedCache` make one.
 */
export interface AttentionCache {
  /** How many tokens came before those of the next call. */
  readonly length: number;
  /** The keys and values of a memory that does not change, once they have been computed. */
  readonly known: KeyValue | undefined;
  /** Keeps the keys and values of this call's tokens; returns those of all tokens. */
  readonly keep: (fresh: KeyValue) => KeyValue;
}

export interface RelateOptions {
  /** Whether queries and keys are rotated by their positions. */
  readonly rotary?: boolean | undefined;
  readonly cache?: AttentionCache | undefined;
  readonly tap?: Tap | undefined;
}

/** Queries, keys and values ready to meet: every one of them has H heads. */
export interface Related extends KeyValue {
  readonly query: tf.Tensor4D;
}

/**
 * What the variants do to queries, keys and values before they meet: rotates queries and keys,
 * adds the keys and values of earlier tokens, and hands each to every query head that shares it.
 * Without variants it changes nothing.
 *
 * Taps: `rotatedQuery`, `rotatedKey` with rotary positions; `allKeys`, `allValues` with a cache.
 *
 * @param query [B, H, T, K]
 * @returns query [B, H, T, K], key and value [B, H, S, K]
 */
export function relate(
  query: tf.Tensor4D,
  fresh: KeyValue,
  { rotary = false, cache, tap = noTap }: RelateOptions,
): Related {
  const [, H] = query.shape;
  const offset = cache?.length ?? 0;
  const turned = rotary ? tap('rotatedQuery', rotate(query, { offset })) : query;
  const key = rotary ? tap('rotatedKey', rotate(fresh.key, { offset })) : fresh.key;
  const all = cache ? tapAll(cache.keep({ ...fresh, key }), tap) : { ...fresh, key };
  return { query: turned, key: shareHeads(all.key, H), value: shareHeads(all.value, H) };
}

function tapAll({ key, value }: KeyValue, tap: Tap): KeyValue {
  return { key: tap('allKeys', key), value: tap('allValues', value) };
}

/** Hands each of G heads to H / G heads in a row: [B, G, S, K] → [B, H, S, K]. */
export function shareHeads(x: tf.Tensor4D, H: number): tf.Tensor4D {
  const [B, G, S, K] = x.shape;
  if (G === H) return x;
  return tf.tidy(() => {
    const alone = tf.reshape(x, [B, G, 1, S * K]); // [B, G, 1, S·K]
    const copies = tf.tile(alone, [1, 1, H / G, 1]); // [B, G, H/G, S·K]
    return tf.reshape(copies, [B, H, S, K]); // [B, H, S, K]
  });
}
