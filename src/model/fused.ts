import * as tf from '@tensorflow/tfjs-core';

type Inputs = Readonly<Record<string, tf.Tensor | undefined>>;

/**
 * Computes in one go what the lines after it compute step by step, if the backend has a kernel of
 * that name: `src/model/kernels` brings some to wasm. Otherwise nothing; nor while a gradient is
 * recorded, if there is no way back through the kernel.
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
  if (!hasFused(name)) return undefined;
  const map: tf.NamedTensorMap = {};
  for (const [input, tensor] of Object.entries(inputs)) if (tensor) map[input] = tensor;
  const results: tf.Tensor | tf.Tensor[] = tf.engine().runKernel(name, map, { ...attributes });
  return Array.isArray(results) ? results : [results];
}

/** Whether `fused` has something of that name to offer now. */
export function hasFused(name: string): boolean {
  if (!(tf.getKernel(name, tf.getBackend()) as tf.KernelConfig | undefined)) return false;
  const isRecording = tf.engine().state.gradientDepth > 0;
  return !isRecording || (tf.getGradient(name) as tf.GradConfig | undefined) !== undefined;
}
