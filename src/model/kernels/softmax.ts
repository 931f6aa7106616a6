import * as tf from '@tensorflow/tfjs-core';
import { run } from './wasm.ts';
import type { Call, Inputs, Wasm } from './wasm.ts';

/** Names of our own: tfjs has no such kernels. */
export const MASKED_SOFTMAX = 'MaskedSoftmax';
export const MASKED_SOFTMAX_GRAD = 'MaskedSoftmaxGrad';

type Softmax = Inputs<'scores'> & Partial<Inputs<'mask'>>;

/**
 * `maskedSoftmax` in three passes over each row. The mask is read where it is, not spread out first.
 *
 * tfjs computes it in about fifteen kernels, of which most only prepare the mask. Without a mask its
 * own is quicker, which takes several exponentials at once.
 */
export function maskedSoftmax({ inputs, backend }: Call<Softmax>): tf.TensorInfo {
  const { scores, mask } = inputs;
  if (!mask) return run(backend, tf.Softmax, { logits: scores }, { dim: scores.shape.length - 1 });
  const S = scores.shape.at(-1) ?? 1;
  const out = backend.makeOutput(scores.shape, 'float32');
  const [from, to] = [numbers(backend, scores), numbers(backend, out)];
  const allowed = numbers(backend, mask);
  const rows = maskRows(mask.shape, scores.shape);
  const step = mask.shape.at(-1) === S ? 1 : 0;
  for (let row = 0; row < rows.length; row++) {
    softmaxRow(from, allowed, { start: row * S, S, first: rows[row] ?? 0, step }, to);
  }
  return out;
}

export interface Row {
  readonly start: number;
  readonly S: number;
  /** Where the row's mask begins, and how far apart its numbers are. */
  readonly first: number;
  readonly step: number;
}

/** Writes the shares of a row. A row without any allowed key gets zeros. */
export function softmaxRow(
  from: tf.TypedArray,
  allowed: tf.TypedArray,
  { start, S, first, step }: Row,
  to: tf.TypedArray,
): void {
  let [highest, total] = [-Infinity, 0];
  for (let s = 0; s < S; s++) {
    const score = from[start + s] ?? 0;
    if (allowed[first + s * step] && score > highest) highest = score;
  }
  for (let s = 0; s < S; s++) {
    const share = allowed[first + s * step] ? Math.exp((from[start + s] ?? 0) - highest) : 0;
    to[start + s] = share;
    total += share;
  }
  const scale = total > 0 ? 1 / total : 0;
  for (let s = 0; s < S; s++) to[start + s] = (to[start + s] ?? 0) * scale;
}

/** Where the mask of each row of scores begins: 0 along a dimension that the mask is spread over. */
export function maskRows(mask: readonly number[], scores: readonly number[]): Int32Array {
  const before = scores.slice(0, -1);
  const full = [...scores.map(() => 1), ...mask].slice(-scores.length);
  const rows = new Int32Array(tf.util.sizeFromShape(before));
  let inner = 1; // how many rows lie between two steps along the axis
  for (let axis = before.length - 1; axis >= 0; axis--) {
    const size = before[axis] ?? 1;
    const stride = full[axis] === 1 ? 0 : tf.util.sizeFromShape(full.slice(axis + 1));
    if (stride > 0) {
      for (let row = 0; row < rows.length; row++) {
        rows[row] = (rows[row] ?? 0) + (Math.floor(row / inner) % size) * stride;
      }
    }
    inner *= size;
  }
  return rows;
}

/** The gradient, from the shares alone: p·(g − Σ g·p). */
export function maskedSoftmaxGrad({
  inputs,
  backend,
}: Call<Inputs<'pattern' | 'slope'>>): tf.TensorInfo {
  const { pattern, slope } = inputs;
  const S = pattern.shape.at(-1) ?? 1;
  const out = backend.makeOutput(pattern.shape, 'float32');
  const [p, g, to] = [pattern, slope, out].map((tensor) => numbers(backend, tensor)) as Triple;
  for (let start = 0; start < p.length; start += S) {
    let sum = 0;
    for (let i = start; i < start + S; i++) sum += (p[i] ?? 0) * (g[i] ?? 0);
    for (let i = start; i < start + S; i++) to[i] = (p[i] ?? 0) * ((g[i] ?? 0) - sum);
  }
  return out;
}

type Triple = [tf.TypedArray, tf.TypedArray, tf.TypedArray];

function numbers(backend: Wasm, tensor: tf.TensorInfo): tf.TypedArray {
  return backend.typedArrayFromHeap(tensor);
}

/** How tfjs goes back through the kernel. */
export const softmaxGradient: tf.GradConfig = {
  kernelName: MASKED_SOFTMAX,
  outputsToSave: [true],
  gradFunc: (slopes, [pattern], attrs) => ({
    scores: () =>
      tf.engine().runKernel(MASKED_SOFTMAX_GRAD, { pattern, slope: slopes } as tf.NamedTensorMap),
    // A mask may come out of the scores: that of the chosen experts does.
    mask: () => tf.zeros(attrs['maskShape'] as number[]),
  }),
};
