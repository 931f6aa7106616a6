import * as tf from '@tensorflow/tfjs-core';

/** The largest difference between two tensors. */
export function gap(a: tf.Tensor, b: tf.Tensor): number {
  return tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] ?? NaN;
}
