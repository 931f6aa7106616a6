import * as tf from '@tensorflow/tfjs-core';

/**
 * `compute(x)` as a constant: no gradient flows back through it. tfjs has no `stopGradient`, and
 * throws at comparisons on the way of a gradient.
 */
export function detached<X extends tf.Tensor>(x: tf.Tensor, compute: (x: tf.Tensor) => X): X {
  const constant = tf.customGrad((given) => ({
    value: compute(given as tf.Tensor),
    gradFunc: () => tf.zerosLike(given as tf.Tensor),
  }));
  return constant(x);
}
