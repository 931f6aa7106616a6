import * as tf from '@tensorflow/tfjs-core';
import { ModelError } from '../error.ts';
import { disposeParams, flatten, mapParams } from '../params.ts';
import { createRandom } from '../random.ts';
import { initAdamW } from './adamw.ts';
import type { AdamWState } from './adamw.ts';
import { leavesOf, withLeaves } from './leaves.ts';
import type { Leaves, PathPredicate } from './leaves.ts';

/** All that a training run needs to go on. `train` replaces its fields after each step. */
export interface Training<P extends object> {
  /** The weights, trained and frozen. */
  params: P;
  /** How many steps are done, and the moments of the weights that are trained. */
  optimizer: AdamWState;
  /** The moving average of the weights that are trained, if it is kept. */
  average: Leaves | undefined;
  /** The state of the random numbers that the loss draws. */
  random: number;
}

export interface StartOptions {
  /** Of the random numbers that the loss draws. */
  readonly seed: number;
  /** Which weights are trained; the rest is frozen. All of them unless told otherwise. */
  readonly trainable?: PathPredicate | undefined;
  /** Whether a moving average of the weights is kept. No unless told otherwise. */
  readonly average?: boolean | undefined;
}

/**
 * A training run before its first step, with weights of its own: those of `params` stay the
 * caller's. Free it with `disposeTraining`.
 *
 * @throws ModelError if nothing is trained, or if one tensor is in two places: they would part.
 */
export function startTraining<P extends object>(params: P, options: StartOptions): Training<P> {
  const tensors = flatten(params);
  const shared = tensors.find(([, tensor], i) => tensors.some(([, t], j) => j < i && t === tensor));
  if (shared) {
    throw new ModelError(
      'startTraining',
      'every tensor in one place',
      `${shared[0]} in another too`,
    );
  }
  const trained = leavesOf(params, options.trainable);
  if (Object.keys(trained).length === 0) {
    throw new ModelError('startTraining', 'a tensor to train', 'none');
  }
  return {
    params: copy(params),
    optimizer: initAdamW(trained),
    average: options.average ? copy(trained) : undefined,
    random: createRandom(options.seed).state(),
  };
}

export function disposeTraining({ params, optimizer, average }: Training<object>): void {
  disposeParams({ params, ...optimizer, average });
}

/** The weights with the moving averages in their places. They are shared, not copied. */
export function averagedParams<P extends object>({ params, average }: Training<P>): P {
  return average ? withLeaves(params, average) : params;
}

/** The tree with tensors of its own. */
function copy<T extends object>(tensors: T): T {
  return mapParams(tensors, (_, tensor) => tf.clone(tensor));
}
