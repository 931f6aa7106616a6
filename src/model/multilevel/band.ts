import * as tf from '@tensorflow/tfjs-core';
import { expectCount } from '../check.ts';
import { ModelError } from '../error.ts';
import { chunksOf } from './geometry.ts';
import type { Chunks, LocalGlobalReach } from './geometry.ts';
import { pickTokens } from './global.ts';

/** Queries in chunks: [B, H, T, K] → [B, H, N, W, K]. The last chunk is filled up with zeros. */
export function chunkQueries(x: tf.Tensor4D, { size, count }: Chunks): tf.Tensor5D {
  const [B, H, T, K] = x.shape;
  return tf.tidy(() => {
    const full = padTokens(x, 0, count * size - T); // [B, H, N·W, K]
    return tf.reshape(full, [B, H, count, size, K]); // [B, H, N, W, K]
  });
}

/**
 * What each chunk of queries meets, [B, H, T, K] → [B, H, N, S, K]: the chunk before, its own, the
 * one after unless causal, then the global tokens. Beyond the ends there are zeros.
 */
export function bands(x: tf.Tensor4D, T: number, reach: LocalGlobalReach): tf.Tensor5D {
  const { size, count, sides } = chunksOf(T, reach);
  const [B, H, , K] = x.shape;
  return tf.tidy(() => {
    const full = padTokens(x, size, count * size - T + (sides - 2) * size); // [B, H, (N + 2)·W, K]
    const shifted = Array.from({ length: sides }, (_, side) => {
      const part = tf.slice(full, [0, 0, side * size, 0], [-1, -1, count * size, -1]); // [B, H, N·W, K]
      return tf.reshape<tf.Rank.R5>(part, [B, H, count, size, K]); // [B, H, N, W, K]
    });
    const { globals = [] } = reach;
    const everywhere = globals.length > 0 ? [repeat(pickTokens(x, globals), count)] : [];
    return tf.concat([...shifted, ...everywhere], 3); // [B, H, N, S, K]
  });
}

/** The same tokens for each chunk: [B, H, G, K] → [B, H, N, G, K]. A sum, as `tile` has no gradient of rank 5. */
function repeat(x: tf.Tensor4D, count: number): tf.Tensor5D {
  const [B, H, G, K] = x.shape;
  return tf.add(tf.reshape(x, [B, H, 1, G, K]), tf.zeros([count, 1, 1])); // [B, H, N, G, K]
}

/** Zeros before the first token and after the last. */
function padTokens(x: tf.Tensor4D, before: number, after: number): tf.Tensor4D {
  return tf.pad(x, [
    [0, 0],
    [0, 0],
    [before, after],
    [0, 0],
  ]);
}

/**
 * Which of the keys that it meets a query sees, [N, W, S]. A global key is seen in its own column
 * only, or it would count twice.
 */
export function bandMask(T: number, reach: LocalGlobalReach): tf.Tensor3D {
  const { size, count, sides, keys } = chunksOf(T, reach);
  const { window, causal = false, globals = [] } = reach;
  const isGlobal = new Set(globals);
  const near = sides * size;
  const data = new Float32Array(count * size * keys);
  for (let query = 0; query < T; query++) {
    const start = (Math.floor(query / size) - 1) * size;
    for (let column = 0; column < keys; column++) {
      const key = column < near ? start + column : (globals[column - near] ?? 0);
      const inside = key >= 0 && key < T && Math.abs(query - key) < window && !isGlobal.has(key);
      const seen = (column >= near || inside) && !(causal && key > query);
      data[query * keys + column] = seen ? 1 : 0;
    }
  }
  return tf.tensor3d(data, [count, size, keys]);
}

/** Throws unless the window is a count and the global tokens are tokens, in ascending order. */
export function expectReach(where: string, T: number, { window, globals = [] }: LocalGlobalReach) {
  expectCount(where, 'window', window);
  const bad = globals.findIndex(
    (token, i) => !Number.isInteger(token) || token <= (globals[i - 1] ?? -1) || token >= T,
  );
  if (bad >= 0) {
    const wanted = `global tokens from 0 to ${T - 1} in ascending order`;
    throw new ModelError(where, wanted, `[${globals.join(', ')}]`);
  }
}
