import * as tf from '@tensorflow/tfjs-core';
import { expectFinite, expectPositive, expectShape } from './check.ts';
import { fused } from './fused.ts';
import type { AnyNormParams, NormParams, RmsNormParams } from './params.ts';

/** The epsilon of the Keras listings that the course starts from. PyTorch's default is 1e-5. */
export const NORM_EPSILON = 1e-6;

/**
 * Layer normalization over the last dimension, [..., D] → [..., D].
 *
 *     y = gain · (x − mean) / √(variance + ε) + bias
 *
 * Ba et al. 2016, section 3. The variance is the population's: it divides by D, not by D − 1.
 *
 * @throws ModelError if the last dimension of `x` is not D, or if `x` is not finite.
 */
export function layerNorm<X extends tf.Tensor>(
  params: NormParams,
  x: X,
  epsilon = NORM_EPSILON,
): X {
  const { gain, bias } = params;
  const [D] = gain.shape;
  expectShape('layerNorm', 'x', x, [...x.shape.slice(0, -1), D]);
  expectShape('layerNorm', 'bias', bias, [D]);
  expectPositive('layerNorm', 'epsilon', epsilon);
  expectFinite('layerNorm', 'x', x);
  const quick = fused('LayerNorm', { x, gain, bias }, { epsilon });
  if (quick) return quick as X;
  return tf.tidy(() => {
    const centered = tf.sub(x, tf.mean(x, -1, true)); // [B, T, D]
    const variance = tf.mean(tf.square(centered), -1, true); // [B, T, 1]
    const normal = tf.div(centered, tf.sqrt(tf.add(variance, epsilon))); // [B, T, D]
    return tf.add<X>(tf.mul(normal, gain), bias);
  });
}

/**
 * Root mean square normalization over the last dimension, [..., D] → [..., D].
 *
 *     y = gain · x / √(mean(x²) + ε)
 *
 * Zhang and Sennrich 2019, section 3. Nothing is subtracted and no bias is added.
 *
 * @throws ModelError if the last dimension of `x` is not D, or if `x` is not finite.
 */
export function rmsNorm<X extends tf.Tensor>(
  { gain }: RmsNormParams,
  x: X,
  epsilon = NORM_EPSILON,
): X {
  const [D] = gain.shape;
  expectShape('rmsNorm', 'x', x, [...x.shape.slice(0, -1), D]);
  expectPositive('rmsNorm', 'epsilon', epsilon);
  expectFinite('rmsNorm', 'x', x);
  const quick = fused('RmsNorm', { x, gain }, { epsilon });
  if (quick) return quick as X;
  return tf.tidy(() => {
    const size = tf.sqrt(tf.add(tf.mean(tf.square(x), -1, true), epsilon)); // [B, T, 1]
    return tf.mul<X>(tf.div(x, size), gain); // [B, T, D]
  });
}

/** The norm that the weights are of: `layerNorm` if they have a bias, else `rmsNorm`. */
export function normalize<X extends tf.Tensor>(params: AnyNormParams, x: X): X {
  return params.bias ? layerNorm(params, x) : rmsNorm(params, x);
}
