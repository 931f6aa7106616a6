import * as tf from '@tensorflow/tfjs-core';
import { free, run } from './wasm.ts';
import type { Call, Inputs } from './wasm.ts';

type Fused = Call<tf._FusedMatMulInputs, tf._FusedMatMulAttrs>;

/** The kernels of the activations that upstream fuses. */
const ACTIVATIONS: Readonly<Record<string, string>> = {
  relu: tf.Relu,
  relu6: tf.Relu6,
  elu: tf.Elu,
  sigmoid: tf.Sigmoid,
  prelu: tf.Prelu,
  leakyrelu: tf.LeakyRelu,
};

/**
 * The matrix product with a bias and an activation, f(op(A)·op(B) + c), put together from its parts.
 *
 * Upstream (tfjs 4.22, `batch_mat_mul_impl.cc`) is wrong unless nothing is transposed and there is one
 * matrix on each side: it adds the bias, and applies the activation, once for every 48 terms of the
 * inner product, and adds the bias's last number to all rows but the first.
 */
export function fusedMatMul({ inputs, backend, attrs }: Fused): tf.TensorInfo {
  const { a, b, bias, preluActivationWeights: alpha } = inputs;
  const { transposeA, transposeB, activation, leakyreluAlpha } = attrs;
  const then = (x: tf.TensorInfo, name: string, more: Inputs, attributes?: object) => {
    const result = run(backend, name, more, attributes);
    free(backend, x);
    return result;
  };
  const product = run(backend, tf.BatchMatMul, { a, b }, { transposeA, transposeB });
  const sum = bias ? then(product, tf.Add, { a: product, b: bias }) : product;
  const kernel = ACTIVATIONS[activation];
  if (!kernel) return sum;
  return then(sum, kernel, alpha ? { x: sum, alpha } : { x: sum }, { alpha: leakyreluAlpha });
}
