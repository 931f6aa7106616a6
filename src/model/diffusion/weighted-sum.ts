import * as tf from '@tensorflow/tfjs-core';

/** a·x + b·y, with one a and one b a sample, or one for all. */
export function weightedSum<X extends tf.Tensor>(
  a: readonly number[],
  x: X,
  b: readonly number[],
  y: X,
): X {
  const perSample = (values: readonly number[]) =>
    tf.tensor([...values], [values.length, ...x.shape.slice(1).map(() => 1)]); // [B, 1, ...]
  return tf.tidy(() => tf.add<X>(tf.mul(perSample(a), x), tf.mul(perSample(b), y)));
}
