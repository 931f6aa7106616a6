import * as tf from '@tensorflow/tfjs-core';
import { free, run } from './wasm.ts';
import type { Call, Inputs, Wasm } from './wasm.ts';

/** Names of our own: tfjs has no such kernels. They have no gradient. */
export const SILU = 'Silu';
export const GELU_TANH = 'GeluTanh';

/** max(0, x) */
export function relu({ inputs: { x }, backend }: Call<Inputs<'x'>>): tf.TensorInfo {
  const out = backend.makeOutput(x.shape, 'float32');
  const [from, to] = [x, out].map((tensor) => backend.typedArrayFromHeap(tensor)) as Pair;
  for (let i = 0; i < to.length; i++) to[i] = Math.max(0, from[i] ?? 0);
  return out;
}

/** `silu`: x·σ(x). */
export function silu({ inputs: { x }, backend }: Call<Inputs<'x'>>): tf.TensorInfo {
  return timesSigmoid(backend, x, x);
}

/** `geluTanh`: x·σ(u), u = √(8/π)·(x + 0.044715·x³). */
export function geluTanh({ inputs: { x }, backend }: Call<Inputs<'x'>>): tf.TensorInfo {
  const u = backend.makeOutput(x.shape, 'float32');
  const [from, to] = [x, u].map((tensor) => backend.typedArrayFromHeap(tensor)) as Pair;
  for (let i = 0; i < to.length; i++) to[i] = bend(from[i] ?? 0);
  const out = timesSigmoid(backend, x, u);
  free(backend, u);
  return out;
}

const SLOPE = Math.sqrt(8 / Math.PI);

function bend(x: number): number {
  return SLOPE * x * (1 + 0.044715 * x * x);
}

/** x·σ(u). Upstream's σ takes several numbers at once. */
function timesSigmoid(backend: Wasm, x: tf.TensorInfo, u: tf.TensorInfo): tf.TensorInfo {
  const out = run(backend, tf.Sigmoid, { x: u });
  const [from, to] = [x, out].map((tensor) => backend.typedArrayFromHeap(tensor)) as Pair;
  for (let i = 0; i < to.length; i++) to[i] = (to[i] ?? 0) * (from[i] ?? 0);
  return out;
}

type Pair = [Float32Array, Float32Array];
