import type * as tf from '@tensorflow/tfjs-core';
import type { Activation } from './activation.ts';
import { expectFinite, expectShape } from './check.ts';
import { mixtureOfExperts } from './experts.ts';
import { feedForward } from './feedforward.ts';
import { fused } from './fused.ts';
import type { ExpertsParams, FeedForwardParams } from './params.ts';
import { noTap } from './tap.ts';
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
  if ('experts' in params) return mixtureOfExperts(params, x, { activation, top, tap });
  return thinkAtOnce(params, x, activation, tap) ?? feedForward(params, x, tap, activation);
}

/** `feedForward` in one kernel, where nothing on the way has to be seen. */
function thinkAtOnce(
  { inner, outer, gate }: FeedForwardParams,
  x: tf.Tensor3D,
  activation: Activation = 'relu',
  tap: Tap,
): tf.Tensor3D | undefined {
  const isKnown = activation === 'relu' || activation === 'geluTanh';
  if (!isKnown || gate || inner.lora || outer.lora || tap !== noTap) return undefined;
  expectShape('feedForward', 'x', x, ['B', 'T', inner.weight.shape[0]]);
  expectFinite('feedForward', 'x', x);
  const weights = {
    ...{ innerWeight: inner.weight, innerBias: inner.bias },
    ...{ outerWeight: outer.weight, outerBias: outer.bias },
  };
  return fused('FeedForward', { x, ...weights }, { activation }) as tf.Tensor3D | undefined;
}
