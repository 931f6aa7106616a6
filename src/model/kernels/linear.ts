import * as tf from '@tensorflow/tfjs-core';
import { free, run } from './wasm.ts';
import type { Call, Inputs, Kernel, Wasm } from './wasm.ts';

/** Names of our own: tfjs has no such kernels. */
export const LINEAR = 'Linear';
export const LINEAR_GRAD_X = 'LinearGradX';
export const LINEAR_GRAD_WEIGHT = 'LinearGradWeight';

type Linear = Call<Inputs<'x' | 'weight' | 'bias'>>;

export type LinearKernel = (call: Linear) => tf.TensorInfo;

/**
 * `linear` without an adapter, x·W + b: [..., in] → [..., out].
 *
 * tfjs computes it in four kernels, and the way back in about eight: most of them only reshape, but
 * each takes some microseconds to launch.
 *
 * @param stock upstream's product with a bias, which is right for one matrix by one
 */
export const linear =
  (stock: Kernel | undefined): LinearKernel =>
  ({ inputs: { x, weight, bias }, backend }) => {
    const rows = rowsOf(x); // [B·T, D]
    const isWhole = isWholeTensor(backend, weight) && isWholeTensor(backend, bias);
    const sum =
      stock && isWhole
        ? stock({ inputs: { a: alone(rows), b: alone(weight), bias }, backend, attrs: PLAIN })
        : addApart(backend, rows, weight, bias); // [B·T, F]
    return { ...sum, shape: [...x.shape.slice(0, -1), ...bias.shape] }; // [B, T, F]
  };

const PLAIN = { transposeA: false, transposeB: false, activation: 'linear' };

/** Upstream keeps what it prepared of these numbers by their id: another shape of them it mistakes. */
function isWholeTensor(backend: Wasm, { dataId, shape }: tf.TensorInfo): boolean {
  const own = backend.dataIdMap.get(dataId).shape;
  return own.length === shape.length && own.every((size, axis) => size === shape[axis]);
}

function addApart(
  backend: Wasm,
  rows: tf.TensorInfo,
  weight: tf.TensorInfo,
  bias: tf.TensorInfo,
): tf.TensorInfo {
  const product = run(backend, tf.BatchMatMul, { a: rows, b: weight }, STRAIGHT); // [B·T, F]
  const sum = run(backend, tf.Add, { a: product, b: bias }); // [B·T, F]
  free(backend, product);
  return sum;
}

/** ∂x = slope·Wᵀ */
export function linearGradX({ inputs, backend }: Call<Inputs<'slope' | 'weight'>>): tf.TensorInfo {
  const { slope, weight } = inputs;
  const flip = { transposeA: false, transposeB: true };
  const product = run(backend, tf.BatchMatMul, { a: rowsOf(slope), b: weight }, flip); // [B·T, D]
  return { ...product, shape: [...slope.shape.slice(0, -1), ...weight.shape.slice(0, 1)] }; // [B, T, D]
}

/** ∂W = xᵀ·slope */
export function linearGradWeight({ inputs, backend }: Call<Inputs<'x' | 'slope'>>): tf.TensorInfo {
  const flip = { transposeA: true, transposeB: false };
  return run(backend, tf.BatchMatMul, { a: rowsOf(inputs.x), b: rowsOf(inputs.slope) }, flip); // [D, F]
}

const STRAIGHT = { transposeA: false, transposeB: false };

/** The same numbers as rows: [..., D] → [B·T, D]. */
function rowsOf({ dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo {
  const count = tf.util.sizeFromShape(shape.slice(0, -1));
  return { dataId, dtype, shape: [count, ...shape.slice(-1)] };
}

/** A matrix as a batch of one. */
function alone({ dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo {
  return { dataId, dtype, shape: [1, ...shape] };
}

/** How tfjs goes back through the kernel. */
export const linearGradient: tf.GradConfig = {
  kernelName: LINEAR,
  inputsToSave: ['x', 'weight'],
  gradFunc: (slopes, saved) => {
    const [slope, x, weight] = [slopes, ...saved] as [tf.Tensor, tf.Tensor, tf.Tensor];
    return {
      x: () => tf.engine().runKernel(LINEAR_GRAD_X, { slope, weight }),
      weight: () => tf.engine().runKernel(LINEAR_GRAD_WEIGHT, { x, slope }),
      bias: () =>
        slope.rank > 1 ? tf.sum(slope, [...slope.shape.keys()].slice(0, -1)) : tf.clone(slope),
    };
  },
};
