import * as tf from '@tensorflow/tfjs-core';

type Inputs = Readonly<Record<string, tf.Tensor | undefined>>;

/**
 * Computes in one go what the lines after it compute step by step, if the backend has a kernel of
 * that name: `src/model/kernels` brings some to wasm. Otherwise nothing.
 *
 *     const quick = fused('LayerNorm', { x, gain, bias }, { epsilon });
 *     if (quick) return quick;
 *
 * A test holds each kernel to the lines that it stands for, gradients included.
 */
export function fused(name: string, inputs: Inputs, attributes: object): tf.Tensor | undefined {
  return fusedAll(name, inputs, attributes)?.[0];
}

/** `fused`, of a kernel with several results. */
export function fusedAll(
  name: string,
  inputs: Inputs,
  attributes: object,
): tf.Tensor[] | undefined {
  if (!(tf.getKernel(name, tf.getBackend()) as tf.KernelConfig | undefined)) return undefined;
  const given = Object.entries(inputs).filter(([, tensor]) => tensor !== undefined);
  const map = Object.fromEntries(given) as tf.NamedTensorMap;
  const results: tf.Tensor | tf.Tensor[] = tf.engine().runKernel(name, map, { ...attributes });
  return Array.isArray(results) ? results : [results];
}
