import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../src/model/index.ts';

/** Normal numbers of one stream. */
export function normal(random: Random, shape: readonly number[], scale = 1): tf.Tensor {
  const size = tf.util.sizeFromShape([...shape]);
  const data = Float32Array.from({ length: size }, () => scale * random.normal());
  return tf.tensor(data, [...shape]);
}
