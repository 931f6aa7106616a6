import type * as tf from '@tensorflow/tfjs-core';
import { silu } from './activation.ts';
import { momentsOf } from './layer-norm.ts';
import type { LinearKernel } from './linear.ts';
import { free } from './wasm.ts';
import type { Call, Inputs } from './wasm.ts';

/** Names of our own: tfjs has no such kernels. They have no gradient. */
export const MODULATION = 'Modulation';
export const MODULATED_NORM = 'ModulatedNorm';
export const ADD_GATED = 'AddGated';

/** `modulation`: vectors of c [B, D], `count` of them, each [B, D]. */
export const modulation =
  (linear: LinearKernel) =>
  ({
    inputs: { c, weight, bias },
    backend,
    attrs: { count },
  }: Call<Inputs<'c' | 'weight' | 'bias'>, { readonly count: number }>): tf.TensorInfo[] => {
    const x = silu({ inputs: { x: c }, backend, attrs: {} }); // [B, D]
    const all = linear({ inputs: { x, weight, bias }, backend, attrs: {} }); // [B, count·D]
    const parts = Array.from({ length: count }, () => backend.makeOutput(c.shape, 'float32'));
    const [from, ...to] = [all, ...parts].map((tensor) => backend.typedArrayFromHeap(tensor));
    const [B = 0, D = 0] = c.shape;
    for (let part = 0; part < B * count; part++) {
      const [sample, vector] = [Math.floor(part / count), part % count];
      to[vector]?.set(from?.subarray(part * D, (part + 1) * D) ?? [], sample * D);
    }
    free(backend, x);
    free(backend, all);
    return parts;
  };

/** `modulatedNorm`: norm(x)·(1 + scale) + shift, x [B, T, D], scale and shift [B, D]. */
export function modulatedNorm({
  inputs: { x, shift, scale },
  backend,
  attrs: { epsilon },
}: Call<Inputs<'x' | 'shift' | 'scale'>, { readonly epsilon: number }>): tf.TensorInfo {
  const [, T = 0, D = 0] = x.shape;
  const out = backend.makeOutput(x.shape, 'float32');
  const [from, to, added, times] = [x, out, shift, scale].map((tensor) =>
    backend.typedArrayFromHeap(tensor),
  ) as Four;
  for (let start = 0; start < from.length; start += D) {
    const { mean, scale: apart } = momentsOf(from, start, D, epsilon);
    const sample = Math.floor(start / (T * D)) * D;
    for (let i = 0; i < D; i++) {
      const normal = ((from[start + i] ?? 0) - mean) * apart;
      to[start + i] = normal * (1 + (times[sample + i] ?? 0)) + (added[sample + i] ?? 0);
    }
  }
  return out;
}

/** x + gate·y, x and y [B, T, D], gate [B, D]. */
export function addGated({
  inputs: { x, y, gate },
  backend,
}: Call<Inputs<'x' | 'y' | 'gate'>>): tf.TensorInfo {
  const [, T = 0, D = 0] = x.shape;
  const out = backend.makeOutput(x.shape, 'float32');
  const [from, to, more, times] = [x, out, y, gate].map((tensor) =>
    backend.typedArrayFromHeap(tensor),
  ) as Four;
  for (let start = 0; start < from.length; start += D) {
    const sample = Math.floor(start / (T * D)) * D;
    for (let i = 0; i < D; i++) {
      to[start + i] = (from[start + i] ?? 0) + (times[sample + i] ?? 0) * (more[start + i] ?? 0);
    }
  }
  return out;
}

type A = Float32Array;
type Four = [A, A, A, A];
