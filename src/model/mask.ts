import * as tf from '@tensorflow/tfjs-core';
import { expectCount } from './check.ts';
import { ModelError } from './error.ts';

/**
 * Masks are float32: 1 where a query may attend to a key, 0 where it may not. Every mask broadcasts
 * to [B, H, T, S]. (Keras means the same by True; `torch.nn.MultiheadAttention` the opposite.)
 */

/**
 * The causal mask, [T, S]: query t may attend to keys 0 to t + offset. Aligned at the top left, as
 * in Keras, also when T ≠ S. (FlashAttention aligns at the bottom right: `offset` S − T.)
 *
 * @param offset how many keys came before the first query: what a cache holds
 */
export function causalMask(T: number, S = T, offset = 0): tf.Tensor2D {
  expectCount('causalMask', 'T', T);
  expectCount('causalMask', 'S', S);
  return pairs(T, S, (query, key) => key <= query + offset);
}

/**
 * The sliding window, [T, S]: query t may attend to the keys less than `window` away, to either
 * side. With the causal mask that leaves the last `window` tokens, itself among them.
 *
 * Beltagy et al. 2020, section 3.1; the causal half: Jiang et al. 2023, section 2.
 *
 * @param offset how many keys came before the first query: what a cache holds
 */
export function slidingWindowMask(window: number, T: number, S = T, offset = 0): tf.Tensor2D {
  expectCount('slidingWindowMask', 'window', window);
  expectCount('slidingWindowMask', 'T', T);
  expectCount('slidingWindowMask', 'S', S);
  return pairs(T, S, (query, key) => Math.abs(query + offset - key) < window);
}

/** The padding mask, [B, 1, 1, S]: sample b has `lengths[b]` keys, the rest is padding. */
export function paddingMask(lengths: readonly number[], S: number): tf.Tensor4D {
  const B = lengths.length;
  expectCount('paddingMask', 'S', S);
  const bad = lengths.find((length) => !Number.isInteger(length) || length < 0 || length > S);
  if (bad !== undefined) {
    throw new ModelError('paddingMask', `whole lengths from 0 to ${S}`, String(bad));
  }
  const data = Float32Array.from(lengths.flatMap((length) => row(length, S)));
  return tf.tensor4d(data, [B, 1, 1, S]);
}

/** The padding mask of token ids [B, S], [B, 1, 1, S]: tokens of the id `padding` are not seen. */
export function tokenMask(ids: tf.Tensor2D, padding: number): tf.Tensor4D {
  const [B, S] = ids.shape;
  return tf.tidy(() => {
    const kept = tf.cast(tf.notEqual(ids, padding), 'float32'); // [B, S]
    return tf.reshape(kept, [B, 1, 1, S]); // [B, 1, 1, S]
  });
}

/** The masks combined with AND: a key is seen only if every mask lets it be seen. */
export function combineMasks(...masks: readonly (tf.Tensor | undefined)[]): tf.Tensor | undefined {
  const given = masks.filter((mask) => mask !== undefined);
  return tf.tidy(() => {
    const [first, ...rest] = given;
    return first && rest.reduce<tf.Tensor>((mask, next) => tf.mul(mask, next), tf.clone(first));
  });
}

/** [T, S]: 1 where `allowed` says so. */
function pairs(
  T: number,
  S: number,
  allowed: (query: number, key: number) => boolean,
): tf.Tensor2D {
  const data = Float32Array.from({ length: T * S }, (_, cell) =>
    allowed(Math.floor(cell / S), cell % S) ? 1 : 0,
  );
  return tf.tensor2d(data, [T, S]);
}

/** `length` ones, then zeros, `S` in all. */
function row(length: number, S: number): number[] {
  return Array.from({ length: S }, (_, key) => (key < length ? 1 : 0));
}
