import * as tf from '@tensorflow/tfjs-core';
import { flatten, mapParams, recorder } from '../../../src/model/index.ts';
import type { Case } from './cases/support.ts';

export interface Plain {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export function plain(tensor: tf.Tensor): { shape: number[]; data: Float32Array } {
  return { shape: [...tensor.shape], data: Float32Array.from(tensor.dataSync()) };
}

/**
 * Everything that a case taps, its result, and unless told otherwise the gradient of its square at
 * every input.
 */
export function everything({ inputs, forward }: Case, backward = true): Map<string, Plain> {
  const { tap, tensors } = recorder();
  const results = new Map<string, Plain>([['result', plain(forward(inputs as never, tap))]]);
  for (const { name, shape, data } of tensors) results.set(name, { shape, data });
  if (!backward) return results;
  const named = flatten(inputs);
  const gradients = tf.grads((...moved: tf.Tensor[]) => {
    const at = new Map(named.map(([path], i) => [path, moved[i]]));
    const swapped = mapParams(inputs, (path, tensor) => at.get(path) ?? tensor);
    return tf.mean(tf.square(forward(swapped as never)));
  })(named.map(([, tensor]) => tensor));
  gradients.forEach((gradient, i) => results.set(`gradient of ${named[i]?.[0]}`, plain(gradient)));
  return results;
}

/** The largest size of a number in a tensor, at least 1: what its error is measured in. */
export function scaleOf(data: Float32Array): number {
  return data.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
}
