import type * as tf from '@tensorflow/tfjs-core';
import type { Wasm } from './wasm.ts';

/** How many samples, heads, tokens and channels of a head there are. */
export interface Sizes {
  readonly B: number;
  readonly H: number;
  readonly T: number;
  readonly K: number;
}

/** Sizes, and how far apart two samples lie, two heads, two tokens. */
export interface Heads extends Sizes {
  readonly sample: number;
  readonly head: number;
  readonly token: number;
}

/** The heads of a tensor: [B, H, T, K], or side by side, [B, T, H·K]. */
export function headsOf({ shape }: tf.TensorInfo, heads = 1): Heads {
  const [B = 0, ...rest] = shape;
  if (rest.length === 3) {
    const [H = 0, T = 0, K = 0] = rest;
    return { B, H, T, K, sample: H * T * K, head: T * K, token: K };
  }
  const [T = 0, D = 0] = rest;
  return { B, H: heads, T, K: D / heads, sample: T * D, head: D / heads, token: D };
}

/** One head after the other, times `scale`: [B, H, T, K]. */
export function takeHeads(
  backend: Wasm,
  x: tf.TensorInfo,
  heads: Heads,
  scale: number,
): tf.TensorInfo {
  const { B, H, T, K } = heads;
  const out = backend.makeOutput([B, H, T, K], 'float32');
  const [from, to] = [floats(backend, x), floats(backend, out)];
  let begin = 0;
  for (let head = 0; head < B * H; head++) {
    for (let t = 0; t < T; t++) {
      const start = startOf(heads, head, t);
      for (let i = 0; i < K; i++) to[begin + i] = scale * (from[start + i] ?? 0);
      begin += K;
    }
  }
  return out;
}

/** The same with each head transposed: [B, H, K, T]. */
export function takeTransposed(backend: Wasm, x: tf.TensorInfo, heads: Heads): tf.TensorInfo {
  const { B, H, T, K } = heads;
  const out = backend.makeOutput([B, H, K, T], 'float32');
  const [from, to] = [floats(backend, x), floats(backend, out)];
  for (let head = 0; head < B * H; head++) {
    for (let t = 0; t < T; t++) {
      const [start, begin] = [startOf(heads, head, t), head * K * T + t];
      for (let i = 0; i < K; i++) to[begin + i * T] = from[start + i] ?? 0;
    }
  }
  return out;
}

/** The way back from [B, H, T, K]. */
export function putHeads(backend: Wasm, x: tf.TensorInfo, out: tf.TensorInfo, heads: Heads): void {
  const { B, H, T, K } = heads;
  const [from, to] = [floats(backend, x), floats(backend, out)];
  let start = 0;
  for (let head = 0; head < B * H; head++) {
    for (let t = 0; t < T; t++) {
      const begin = startOf(heads, head, t);
      for (let i = 0; i < K; i++) to[begin + i] = from[start + i] ?? 0;
      start += K;
    }
  }
}

/** Where the numbers of a token begin, in a head counted over all samples. */
export function startOf({ H, sample, head, token }: Heads, index: number, t: number): number {
  return Math.floor(index / H) * sample + (index % H) * head + t * token;
}

export function floats(backend: Wasm, tensor: tf.TensorInfo): Float32Array {
  return backend.typedArrayFromHeap(tensor) as Float32Array;
}
