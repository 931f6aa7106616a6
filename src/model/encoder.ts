import * as tf from '@tensorflow/tfjs-core';
import { multiHeadAttention } from './attention.ts';
import type { AttentionOptions } from './attention.ts';
import { expectFinite, expectShape } from './check.ts';
import type { NormPlace } from './config.ts';
import { normalize } from './norm.ts';
import type { AttentionParams, EncoderLayerParams } from './params.ts';
import { noTap, scope } from './tap.ts';
import { think } from './think.ts';
import type { ThinkOptions } from './think.ts';

/** How the tokens of one sequence look at each other: [B, T, D] → [B, T, D]. */
export type SelfAttention = (
  params: AttentionParams,
  x: tf.Tensor3D,
  options: AttentionOptions,
) => tf.Tensor3D;

export interface EncoderLayerOptions extends AttentionOptions, ThinkOptions {
  /** `post` unless told otherwise. */
  readonly norm?: NormPlace | undefined;
  /** What stands in the place of `multiHeadAttention`: `localGlobalAttention`, for one. */
  readonly attend?: SelfAttention | undefined;
}

/**
 * One encoder layer, [B, T, D] → [B, T, D]: the tokens look at each other, then each thinks alone.
 *
 *     post: x₁ = norm₁(x + self(x)),   y = norm₂(x₁ + ffn(x₁))
 *     pre:  x₁ = x + self(norm₁(x)),   y = x₁ + ffn(norm₂(x₁))
 *
 * Post: Vaswani et al. 2017, section 3.1. Pre: Xiong et al. 2020, figure 1; a stack of such layers
 * ends with one more norm, which belongs to the stack.
 * Taps: `self.*`, `residual1`, `norm1`, `ffn.hidden`, `ffn.output`, `residual2`, `norm2`.
 *
 * @throws ModelError if the width of `x` is not D, heads do not divide D, or `x` is not finite.
 */
export function encoderLayer(
  params: EncoderLayerParams,
  x: tf.Tensor3D,
  options: EncoderLayerOptions,
): tf.Tensor3D {
  expectShape('encoderLayer', 'x', x, ['B', 'T', params.norm1.gain.shape[0]]);
  expectFinite('encoderLayer', 'x', x);
  const layer = options.norm === 'pre' ? preNormEncoder : postNormEncoder;
  return tf.tidy(() => layer(params, x, options));
}

function postNormEncoder(
  params: EncoderLayerParams,
  x: tf.Tensor3D,
  { tap = noTap, attend = selfAttention, ...options }: EncoderLayerOptions,
): tf.Tensor3D {
  const self = { ...options, tap: scope(tap, 'self') };
  const attended = attend(params.self, x, self);
  const residual1 = tap('residual1', tf.add<tf.Tensor3D>(x, attended));
  const norm1 = tap('norm1', normalize(params.norm1, residual1));
  const thought = think(params.ffn, norm1, options, scope(tap, 'ffn'));
  const residual2 = tap('residual2', tf.add<tf.Tensor3D>(norm1, thought));
  return tap('norm2', normalize(params.norm2, residual2));
}

function preNormEncoder(
  params: EncoderLayerParams,
  x: tf.Tensor3D,
  { tap = noTap, attend = selfAttention, ...options }: EncoderLayerOptions,
): tf.Tensor3D {
  const self = { ...options, tap: scope(tap, 'self') };
  const norm1 = tap('norm1', normalize(params.norm1, x));
  const attended = attend(params.self, norm1, self);
  const residual1 = tap('residual1', tf.add<tf.Tensor3D>(x, attended));
  const norm2 = tap('norm2', normalize(params.norm2, residual1));
  const thought = think(params.ffn, norm2, options, scope(tap, 'ffn'));
  return tap('residual2', tf.add<tf.Tensor3D>(residual1, thought));
}

const selfAttention: SelfAttention = (params, x, options) =>
  multiHeadAttention(params, x, x, options);
