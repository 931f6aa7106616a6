import type * as tf from '@tensorflow/tfjs-core';
import type { Activation } from './activation.ts';
import { mixtureOfExperts } from './experts.ts';
import { feedForward } from './feedforward.ts';
import type { ExpertsParams, FeedForwardParams } from './params.ts';
import type { Tap } from './tap.ts';

export interface ThinkOptions {
  /** `relu` unless told otherwise. */
  readonly activation?: Activation | undefined;
  /** How many experts a token is sent to, if there are experts. */
  readonly top?: number | undefined;
}

/** The sub-layer in which each token thinks alone: one feed-forward network, or several experts. */
export function think(
  params: FeedForwardParams | ExpertsParams,
  x: tf.Tensor3D,
  { activation, top }: ThinkOptions,
  tap: Tap,
): tf.Tensor3D {
  return 'experts' in params
    ? mixtureOfExperts(params, x, { activation, top, tap })
    : feedForward(params, x, tap, activation);
}
