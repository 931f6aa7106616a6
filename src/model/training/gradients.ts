import * as tf from '@tensorflow/tfjs-core';
import { expectShape } from '../check.ts';
import { ModelError } from '../error.ts';
import { leavesOf } from './leaves.ts';
import type { Leaves, PathPredicate } from './leaves.ts';

export interface ValueAndGrads {
  readonly value: tf.Scalar;
  /** ∂value / ∂weight, by path. */
  readonly gradients: Leaves;
}

/**
 * The loss and its gradient at every float tensor of the tree that `trainable` picks: all of them
 * unless told otherwise. The rest is constant, and costs nothing on the way back. The caller owns
 * the value and the gradients.
 *
 * @throws ModelError if the loss is no scalar, if nothing is picked, or if a tensor that is picked
 * does not reach the loss.
 */
export function valueAndGrads<P extends object>(
  params: P,
  loss: (params: P) => tf.Scalar,
  trainable?: PathPredicate,
): ValueAndGrads {
  const leaves = Object.entries(leavesOf(params, trainable));
  if (leaves.length === 0) throw new ModelError('valueAndGrads', 'a tensor to train', 'none');
  return tf.tidy(() => {
    const forward = () => {
      const value = loss(params);
      expectShape('valueAndGrads', 'a loss', value, []);
      return value;
    };
    const { value, grads } = backpropagate(
      forward,
      leaves.map(([, tensor]) => tensor),
    );
    const missing = leaves.filter((_, i) => !grads[i]).map(([path]) => path);
    if (missing.length > 0) {
      const wanted = 'a loss that depends on every tensor that is trained';
      throw new ModelError('valueAndGrads', wanted, `none on ${missing.join(', ')}`);
    }
    const gradients = Object.fromEntries(leaves.map(([path], i) => [path, grads[i] as tf.Tensor]));
    return { value, gradients };
  });
}

/** Not `tf.valueAndGrads`: that does not say which gradient is missing. */
function backpropagate(forward: () => tf.Scalar, tensors: tf.Tensor[]) {
  const engine = tf.engine();
  try {
    return engine.gradients(forward, tensors, undefined, true);
  } catch (error) {
    // tfjs has kept what it saved for a way back that it will not go.
    const { activeTape, gradientDepth } = engine.state;
    if (gradientDepth === 0) activeTape.forEach(({ saved }) => saved?.forEach((t) => t.dispose()));
    throw error;
  }
}
