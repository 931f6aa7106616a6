import * as tf from '@tensorflow/tfjs-core';
import type { Call, Inputs, Wasm } from './wasm.ts';

/** Names of our own: tfjs has no such kernels. The plain one has no gain and no bias. */
export const LAYER_NORM = 'LayerNorm';
export const PLAIN_NORM = 'PlainNorm';
export const LAYER_NORM_GRAD = 'LayerNormGrad';

interface Attributes {
  readonly epsilon: number;
}

type Norm = Inputs<'x'> & Partial<Inputs<'gain' | 'bias'>>;
type NormGrad = Inputs<'x' | 'slope'> & Partial<Inputs<'gain'>>;

/**
 * `layerNorm`, and `plainNorm` without a gain and a bias, in two passes over each row.
 *
 * tfjs computes them in nine kernels, and the way back in about thirty, each of which takes some
 * microseconds to launch: in a small model more than it computes.
 */
export function layerNorm({ inputs, backend, attrs }: Call<Norm, Attributes>): tf.TensorInfo {
  const { x, gain, bias } = inputs;
  const D = x.shape.at(-1) ?? 1;
  const out = backend.makeOutput(x.shape, 'float32');
  const [from, to] = [floats(backend, x), floats(backend, out)];
  const g = gain ? floats(backend, gain) : new Float32Array(D).fill(1);
  const b = bias ? floats(backend, bias) : new Float32Array(D);
  for (let start = 0; start < from.length; start += D) {
    const { mean, scale } = momentsOf(from, start, D, attrs.epsilon);
    for (let i = 0; i < D; i++) {
      to[start + i] = ((from[start + i] ?? 0) - mean) * scale * (g[i] ?? 0) + (b[i] ?? 0);
    }
  }
  return out;
}

/**
 * The gradients of `layerNorm` at x, gain and bias. With n = (x − mean)·s, s = 1 / √(variance + ε),
 * and h = gain·slope:
 *
 *     ∂x = s·(h − mean(h) − n·mean(h·n)),   ∂gain = Σ slope·n,   ∂bias = Σ slope
 */
export function layerNormGrad({
  inputs,
  backend,
  attrs,
}: Call<NormGrad, Attributes>): tf.TensorInfo[] {
  const { x, slope, gain } = inputs;
  const width = x.shape.at(-1) ?? 1;
  const out = [x.shape, [width], [width]].map((shape) => backend.makeOutput(shape, 'float32'));
  const [toX, toGain, toBias] = out.map((tensor) => floats(backend, tensor).fill(0)) as Triple;
  const [from, dy] = [floats(backend, x), floats(backend, slope)];
  const g = gain ? floats(backend, gain) : new Float32Array(width).fill(1);
  for (let start = 0; start < from.length; start += width) {
    const moments = momentsOf(from, start, width, attrs.epsilon);
    gradRow(from, dy, g, start, moments, toX);
    addRow(from, dy, start, moments, toGain, toBias);
  }
  return out;
}

type Triple = [Float32Array, Float32Array, Float32Array];

/** Writes ∂x of a row. */
function gradRow(
  x: Float32Array,
  slope: Float32Array,
  gain: Float32Array,
  start: number,
  { mean, scale }: Moments,
  to: Float32Array,
): void {
  const D = gain.length;
  let [sum, product] = [0, 0];
  for (let i = 0; i < D; i++) {
    const h = (gain[i] ?? 0) * (slope[start + i] ?? 0);
    sum += h;
    product += h * ((x[start + i] ?? 0) - mean) * scale;
  }
  for (let i = 0; i < D; i++) {
    const h = (gain[i] ?? 0) * (slope[start + i] ?? 0);
    const normal = ((x[start + i] ?? 0) - mean) * scale;
    to[start + i] = scale * (h - sum / D - (normal * product) / D);
  }
}

/** Adds a row's part of ∂gain and ∂bias. */
function addRow(
  x: Float32Array,
  slope: Float32Array,
  start: number,
  { mean, scale }: Moments,
  toGain: Float32Array,
  toBias: Float32Array,
): void {
  for (let i = 0; i < toGain.length; i++) {
    const down = slope[start + i] ?? 0;
    toGain[i] = (toGain[i] ?? 0) + down * ((x[start + i] ?? 0) - mean) * scale;
    toBias[i] = (toBias[i] ?? 0) + down;
  }
}

export interface Moments {
  readonly mean: number;
  /** 1 / √(variance + ε) */
  readonly scale: number;
}

export function momentsOf(x: Float32Array, start: number, D: number, epsilon: number): Moments {
  let [sum, squares] = [0, 0];
  for (let i = start; i < start + D; i++) sum += x[i] ?? 0;
  const mean = sum / D;
  for (let i = start; i < start + D; i++) {
    const centered = (x[i] ?? 0) - mean;
    squares += centered * centered;
  }
  return { mean, scale: 1 / Math.sqrt(squares / D + epsilon) };
}

function floats(backend: Wasm, tensor: tf.TensorInfo): Float32Array {
  return backend.typedArrayFromHeap(tensor) as Float32Array;
}

/** How tfjs goes back through the two kernels. */
export const normGradients: readonly tf.GradConfig[] = [
  { kernelName: LAYER_NORM, inputsToSave: ['x', 'gain'], gradFunc: goBack },
  { kernelName: PLAIN_NORM, inputsToSave: ['x'], gradFunc: goBack },
];

function goBack(
  slope: tf.Tensor | tf.Tensor[],
  [x, gain]: tf.Tensor[],
  attrs: tf.NamedAttrMap,
): Record<'x' | 'gain' | 'bias', () => tf.Tensor> {
  const inputs = { x, slope, ...(gain ? { gain } : {}) } as tf.NamedTensorMap;
  const slopes: tf.Tensor[] = tf.engine().runKernel(LAYER_NORM_GRAD, inputs, attrs);
  const [ofX, ofGain, ofBias] = slopes as [tf.Tensor, tf.Tensor, tf.Tensor];
  return { x: () => ofX, gain: () => ofGain, bias: () => ofBias };
}
