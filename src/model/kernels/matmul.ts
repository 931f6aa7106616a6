import * as tf from '@tensorflow/tfjs-core';
import { multiplyEach } from './multiply-each.ts';
import { countMatrices, free, run } from './wasm.ts';
import type { Call, Inputs, Kernel, Wasm } from './wasm.ts';

type Product = Call<Inputs<'a' | 'b'>, tf.BatchMatMulAttrs>;

/**
 * The matrix product, op(A)·op(B): [..., M, K]·[..., K, N] → [..., M, N].
 *
 * Upstream (tfjs 4.22, `batch_mat_mul_impl.cc`) hands it to XNNPACK only if nothing is transposed and
 * there is one matrix on each side. All else goes through plain loops:
 * attention's products, which are batched, and those of a backward pass, which are transposed. Here
 * operands are transposed first, and XNNPACK multiplies matrix by matrix.
 *
 * Upstream is also wrong if the same numbers are a right side under two shapes: it keeps its packed
 * copy of them by their id, whatever the shape. Here a right side that was reshaped is packed anew.
 */
export const batchMatMul =
  (stock: Kernel) =>
  (product: Product): tf.TensorInfo =>
    isStockBest(product) ? stock(product) : multiply(product);

/** Whether upstream is quick and right. What it refuses, it shall refuse itself. */
function isStockBest({ inputs: { a, b }, backend, attrs }: Product): boolean {
  if (a.dtype !== 'float32' || b.dtype !== 'float32') return true;
  if (attrs.transposeA || attrs.transposeB) return false;
  const { shape } = backend.dataIdMap.get(b.dataId); // the shape that the numbers came with
  return countMatrices(a) === 1 && countMatrices(b) === 1 && shape.at(-1) === b.shape.at(-1);
}

function multiply({ inputs: { a, b }, backend, attrs }: Product): tf.TensorInfo {
  const { transposeA, transposeB } = attrs;
  if (!isOtherWayCheaper(a, b, attrs)) {
    return multiplyStraight(backend, a, transposeA, b, transposeB); // [..., M, N]
  }
  const other = multiplyStraight(backend, b, !transposeB, a, !transposeA); // [..., N, M]
  const product = swapLast(backend, other); // [..., M, N]
  free(backend, other);
  return product;
}

/**
 * Whether (op(B)ᵀ·op(A)ᵀ)ᵀ costs less than op(A)·op(B). XNNPACK packs the right side before it
 * multiplies, which takes about three times as long as to transpose it. So the smaller side had better
 * be the right one: a batch's slopes, say, and not the weights.
 */
function isOtherWayCheaper(
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  { transposeA, transposeB }: tf.BatchMatMulAttrs,
): boolean {
  const [sizeA, sizeB] = [tf.util.sizeFromShape(a.shape), tf.util.sizeFromShape(b.shape)];
  const [M = 0] = a.shape.slice(transposeA ? -1 : -2);
  const [N = 0] = b.shape.slice(transposeB ? -2 : -1);
  const sizeOut = Math.max(countMatrices(a), countMatrices(b)) * M * N;
  const straight = (transposeA ? sizeA : 0) + (transposeB ? sizeB : 0) + 3 * sizeB;
  const other = (transposeA ? 0 : sizeA) + (transposeB ? 0 : sizeB) + 3 * sizeA + sizeOut;
  return other < straight;
}

function multiplyStraight(
  backend: Wasm,
  a: tf.TensorInfo,
  transposeA: boolean,
  b: tf.TensorInfo,
  transposeB: boolean,
): tf.TensorInfo {
  const left = transposeA ? swapLast(backend, a) : a; // [..., M, K]
  const right = transposeB ? swapLast(backend, b) : b; // [..., K, N]
  const product = multiplyEach(backend, left, right); // [..., M, N]
  if (transposeA) free(backend, left);
  if (transposeB) free(backend, right);
  return product;
}

/** Transposes each matrix: [..., M, N] → [..., N, M]. */
function swapLast(backend: Wasm, x: tf.TensorInfo): tf.TensorInfo {
  const rank = x.shape.length;
  const perm = [...x.shape.keys()].with(-1, rank - 2).with(-2, rank - 1);
  return run(backend, tf.Transpose, { x }, { perm });
}
