import type * as tf from '@tensorflow/tfjs-core';
import type { Call, Inputs, Kernel } from './wasm.ts';

type Sum = Call<Inputs<'a' | 'b'>>;

/**
 * The sum of two tensors.
 *
 * Upstream takes some microseconds to begin. Few numbers are added sooner here.
 */
export const add =
  (stock: Kernel) =>
  (sum: Sum): tf.TensorInfo =>
    isSmall(sum) ? addSmall(sum) : stock(sum);

const SMALL = 2000;

function isSmall({ inputs: { a, b }, backend }: Sum): boolean {
  if (a.dtype !== 'float32' || b.dtype !== 'float32') return false;
  if (a.shape.length !== b.shape.length || !a.shape.every((size, i) => size === b.shape[i]))
    return false;
  return backend.typedArrayFromHeap(a).length <= SMALL;
}

function addSmall({ inputs: { a, b }, backend }: Sum): tf.TensorInfo {
  const out = backend.makeOutput(a.shape, 'float32');
  const [one, other, to] = [a, b, out].map((x) => backend.typedArrayFromHeap(x)) as Three;
  for (let i = 0; i < to.length; i++) to[i] = (one[i] ?? 0) + (other[i] ?? 0);
  return out;
}

type Three = [Float32Array, Float32Array, Float32Array];
