import type * as tf from '@tensorflow/tfjs-core';
import type { Call, Inputs } from './wasm.ts';

/** A name of our own: tfjs has no such kernel. It has no gradient. */
export const RMS_NORM = 'RmsNorm';

interface Attributes {
  readonly epsilon: number;
}

/** `rmsNorm`, in two passes over each row. tfjs computes it in six kernels. */
export function rmsNorm({
  inputs: { x, gain },
  backend,
  attrs,
}: Call<Inputs<'x' | 'gain'>, Attributes>): tf.TensorInfo {
  const D = x.shape.at(-1) ?? 1;
  const out = backend.makeOutput(x.shape, 'float32');
  const [from, to, g] = [x, out, gain].map((tensor) => backend.typedArrayFromHeap(tensor)) as Three;
  for (let start = 0; start < from.length; start += D) {
    let squares = 0;
    for (let i = start; i < start + D; i++) squares += (from[i] ?? 0) ** 2;
    const scale = 1 / Math.sqrt(squares / D + attrs.epsilon);
    for (let i = 0; i < D; i++) to[start + i] = (from[start + i] ?? 0) * scale * (g[i] ?? 0);
  }
  return out;
}

type Three = [Float32Array, Float32Array, Float32Array];
