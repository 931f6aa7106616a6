import * as tf from '@tensorflow/tfjs-core';
import { ModelError } from './error.ts';
import type { Letter } from './letters.ts';

/** A dimension that a function wants: an exact size, or a letter for any size. */
export type Dimension = number | Letter;

/** Writes a shape: `[B, T, 16]`. */
export function formatShape(shape: readonly Dimension[]): string {
  return `[${shape.join(', ')}]`;
}

/** Throws unless `tensor` has the shape `wanted`. A letter stands for any size. */
export function expectShape(
  where: string,
  what: string,
  tensor: tf.Tensor,
  wanted: readonly Dimension[],
): void {
  const fits =
    tensor.shape.length === wanted.length &&
    wanted.every((size, axis) => typeof size === 'string' || size === tensor.shape[axis]);
  if (!fits) {
    throw new ModelError(
      where,
      `${what} of shape ${formatShape(wanted)}`,
      formatShape(tensor.shape),
    );
  }
}

/** Throws unless `tensor` has at least `rank` dimensions. */
export function expectRank(where: string, what: string, tensor: tf.Tensor, rank: number): void {
  if (tensor.shape.length < rank) {
    throw new ModelError(where, `${what} of rank ${rank} or more`, formatShape(tensor.shape));
  }
}

/** Throws unless `mask` broadcasts to `shape`. */
export function expectBroadcast(where: string, mask: tf.Tensor, shape: readonly number[]): void {
  const skipped = shape.length - mask.shape.length;
  const fits =
    skipped >= 0 && mask.shape.every((size, axis) => size === 1 || size === shape[skipped + axis]);
  if (!fits) {
    throw new ModelError(
      where,
      `a mask that broadcasts to ${formatShape(shape)}`,
      formatShape(mask.shape),
    );
  }
}

/** Throws unless `number` is a whole number of at least 1. */
export function expectCount(where: string, what: string, number: number): void {
  if (!Number.isInteger(number) || number < 1) {
    throw new ModelError(where, `${what} to be a whole number of at least 1`, String(number));
  }
}

/** Throws unless `heads` divides `width`. */
export function expectDivisible(where: string, width: number, heads: number): void {
  expectCount(where, 'heads', heads);
  if (width % heads !== 0) {
    throw new ModelError(where, `heads to divide the width ${width}`, `${heads} heads`);
  }
}

/** Throws unless `number` is finite and above 0. */
export function expectPositive(where: string, what: string, number: number): void {
  if (!Number.isFinite(number) || number <= 0) {
    throw new ModelError(where, `${what} above 0`, String(number));
  }
}

/**
 * Throws if `tensor` holds NaN or an infinity.
 *
 * It reads the data, so it looks only on the synchronous backends `cpu` and `wasm`. On a GPU
 * reading would stall the pipeline, and the check passes without looking.
 */
export function expectFinite(where: string, what: string, tensor: tf.Tensor): void {
  const data = peek(tensor);
  if (!data || Number.isFinite(sum(data))) return;
  const bad = data.findIndex((value) => !Number.isFinite(value));
  const index = formatShape(unravel(bad, tensor.shape));
  throw new ModelError(where, `finite numbers in ${what}`, `${data[bad]} at ${index}`);
}

/**
 * The sum in double precision. No float32 is large enough to overflow it, so it is finite if and only
 * if all numbers are. Every layer looks at its input, so this has to be quick: no call for each
 * number, and four sums side by side, which need not wait for each other.
 */
function sum(data: Float32Array | Int32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < data.length; i += 4) {
    a += data[i] ?? 0;
    b += data[i + 1] ?? 0;
    c += data[i + 2] ?? 0;
    d += data[i + 3] ?? 0;
  }
  return a + b + c + d;
}

/** The data of a tensor where reading costs next to nothing (`cpu`, `wasm`), else nothing. */
export function readSync(tensor: tf.Tensor): Float32Array | Int32Array | undefined {
  const backend = tf.getBackend();
  return backend === 'cpu' || backend === 'wasm' ? numbers(tensor.dataSync()) : undefined;
}

/** What `readSync` gives, on wasm without a copy: for a look now, since the memory may move later. */
function peek(tensor: tf.Tensor): Float32Array | Int32Array | undefined {
  if (tf.getBackend() !== 'wasm' || tensor.isDisposed) return readSync(tensor);
  const wasm = tf.backend() as unknown as {
    typedArrayFromHeap(tensor: tf.TensorInfo): tf.TypedArray;
  };
  return numbers(wasm.typedArrayFromHeap(tensor));
}

function numbers(data: tf.TypedArray): Float32Array | Int32Array | undefined {
  return data instanceof Float32Array || data instanceof Int32Array ? data : undefined;
}

/** The index, one entry a dimension, of a position in row-major data. */
function unravel(position: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  for (const size of shape.toReversed()) {
    index.unshift(position % size);
    position = Math.floor(position / size);
  }
  return index;
}
