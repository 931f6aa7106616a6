import * as tf from '@tensorflow/tfjs-core';
import { expectPositive } from '../check.ts';
import { ModelError } from '../error.ts';
import { mapParams } from '../params.ts';
import type { Leaves } from './leaves.ts';

/**
 * The length of all gradients taken as one long vector.
 *
 *     ‖g‖ = √(Σ over all tensors, Σ g²)
 */
export function globalNorm(gradients: Leaves): tf.Scalar {
  const [first, ...rest] = Object.values(gradients);
  if (!first) throw new ModelError('globalNorm', 'gradients', 'none');
  const squares = (tensor: tf.Tensor): tf.Scalar => tf.sum(tf.square(tensor)); // []
  const add = (sum: tf.Scalar, tensor: tf.Tensor): tf.Scalar => tf.add(sum, squares(tensor)); // []
  return tf.tidy(() => tf.sqrt(rest.reduce(add, squares(first)))); // []
}

/**
 * The gradients, shortened together to the length `limit` if they are longer.
 *
 *     g ← g · limit / max(‖g‖, limit)
 *
 * Pascanu et al. 2013, algorithm 1. PyTorch adds 1e-6 to ‖g‖. The caller owns what comes back.
 *
 * @param norm ‖g‖, if it is known already
 */
export function clipByGlobalNorm(gradients: Leaves, limit: number, norm?: tf.Scalar): Leaves {
  expectPositive('clipByGlobalNorm', 'limit', limit);
  return tf.tidy(() => {
    const share = tf.div(limit, tf.maximum(norm ?? globalNorm(gradients), limit)); // []
    return mapParams(gradients, (_, gradient) => tf.mul(gradient, share));
  });
}
