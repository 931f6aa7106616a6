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
  const out = backend.makeOutput(x.shape, 'float32');
  const [from, to] = [floats(backend, x), floats(backend, out)];
  const [g, b] = [gain && floats(backend, gain), bias && floats(backend, bias)];
  eachRow(from, x.shape.at(-1) ?? 1, attrs.epsilon, (start, D, mean, scale) => {
    for (let i = 0; i < D; i++) {
      const normal = ((from[start + i] ?? 0) - mean) * scale;
      to[start + i] = normal * (g?.[i] ?? 1) + (b?.[i] ?? 0);
    }
  });
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
  const [from, dy, g] = [floats(backend, x), floats(backend, slope), gain && floats(backend, gain)];
  eachRow(from, width, attrs.epsilon, (start, D, mean, scale) => {
    let [sum, product] = [0, 0];
    for (let i = 0; i < D; i++) {
      const normal = ((from[start + i] ?? 0) - mean) * scale;
      const down = dy[start + i] ?? 0;
      toGain[i] = (toGain[i] ?? 0) + down * normal;
      toBias[i] = (toBias[i] ?? 0) + down;
      sum += down * (g?.[i] ?? 1);
      product += down * (g?.[i] ?? 1) * normal;
    }
    for (let i = 0; i < D; i++) {
      const normal = ((from[start + i] ?? 0) - mean) * scale;
      const down = (dy[start + i] ?? 0) * (g?.[i] ?? 1);
      toX[start + i] = scale * (down - sum / D - (normal * product) / D);
    }
  });
  return out;
}

type Triple = [Float32Array, Float32Array, Float32Array];
type Row = (start: number, D: number, mean: number, scale: number) => void;

/** Calls `use` for each row of D numbers, with its mean and 1 / √(variance + ε). */
function eachRow(x: Float32Array, D: number, epsilon: number, use: Row): void {
  for (let start = 0; start < x.length; start += D) {
    let [sum, squares] = [0, 0];
    for (let i = start; i < start + D; i++) sum += x[i] ?? 0;
    const mean = sum / D;
    for (let i = start; i < start + D; i++) squares += ((x[i] ?? 0) - mean) ** 2;
    use(start, D, mean, 1 / Math.sqrt(squares / D + epsilon));
  }
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
