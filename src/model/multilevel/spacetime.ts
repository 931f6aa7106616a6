import * as tf from '@tensorflow/tfjs-core';
import { multiHeadAttention } from '../attention.ts';
import { expectFinite, expectShape } from '../check.ts';
import { ModelError } from '../error.ts';
import { encoderLayer } from '../encoder.ts';
import type { EncoderLayerOptions } from '../encoder.ts';
import { foldClip, unfoldClip } from '../fold.ts';
import { normalize } from '../norm.ts';
import type { EncoderLayerParams } from '../params.ts';
import { noTap, scope } from '../tap.ts';
import { encoderStack } from '../transformer/stack.ts';
import { layerKind } from './geometry.ts';
import type { SpaceTimeAttention, SpaceTimeKind } from './geometry.ts';
import type { DividedLayerParams, FactorizedParams } from './params.ts';

/** A clip has no padding here. `norm` is `pre` unless told otherwise, as in all four papers. */
export type SpaceTimeOptions = Omit<EncoderLayerOptions, 'mask' | 'bias' | 'cache'>;

export interface SpaceTimeLayerOptions extends SpaceTimeOptions {
  readonly kind: SpaceTimeKind;
}

export interface SpaceTimeEncoderOptions extends SpaceTimeOptions {
  readonly attention: SpaceTimeAttention;
}

/**
 * One encoder layer on a clip of N frames with S tokens each, [B, N, S, D] → [B, N, S, D].
 *
 *     joint:    one sequence of N·S tokens               (N·S)² scores
 *     space:    each frame for itself                    N·S²
 *     time:     each place for itself                    S·N²
 *     divided:  x₀ = x + time(norm₀(x)), then as space   N·S·(N + S)
 *
 * Bertasius et al. 2021, section 3, equations 9 to 11 (divided) and table 1; Arnab et al. 2021,
 * section 3.3, has the last with space first. Positions are the caller's to add.
 * Taps: `groups`, the tokens as sequences ([B, N·S, D], [B·N, S, D] or [B·S, N, D]), those of
 * `encoderLayer` with a sequence as a sample, `output` [B, N, S, D]. Divided, before them: `places`
 * [B·S, N, D], `time.*`, `timeNorm`, `timeResidual`, all with a place as a sample.
 *
 * @throws ModelError if divided weights lack their second attention, or the shapes disagree.
 */
export function spaceTimeLayer(
  params: EncoderLayerParams | DividedLayerParams,
  x: tf.Tensor4D,
  { kind, norm = 'pre', tap = noTap, ...options }: SpaceTimeLayerOptions,
): tf.Tensor4D {
  const [B, N, S] = x.shape;
  expectShape('spaceTimeLayer', 'x', x, ['B', 'N', 'S', params.norm1.gain.shape[0]]);
  expectFinite('spaceTimeLayer', 'x', x);
  const all = { ...options, norm, tap };
  const axis = kind === 'divided' ? 'space' : kind;
  return tf.tidy(() => {
    const start = kind === 'divided' ? timeSubLayer(expectDivided(params), x, all) : x; // [B, N, S, D]
    const groups = tap('groups', foldClip(start, axis)); // [B·N, S, D]
    const read = encoderLayer(params, groups, all); // [B·N, S, D]
    return tap('output', unfoldClip(read, axis, [B, N, S])); // [B, N, S, D]
  });
}

/** The first half of a divided layer: every place looks along time. [B, N, S, D] → [B, N, S, D]. */
function timeSubLayer(
  { time, timeNorm }: DividedLayerParams,
  x: tf.Tensor4D,
  { norm, tap = noTap, ...options }: SpaceTimeOptions,
): tf.Tensor4D {
  const [B, N, S] = x.shape;
  const attend = (x: tf.Tensor3D) =>
    multiHeadAttention(time, x, x, { ...options, tap: scope(tap, 'time') });
  const places = tap('places', foldClip(x, 'time')); // [B·S, N, D]
  if (norm === 'pre') {
    const normal = tap('timeNorm', normalize(timeNorm, places)); // [B·S, N, D]
    const residual = tap('timeResidual', tf.add<tf.Tensor3D>(places, attend(normal))); // [B·S, N, D]
    return unfoldClip(residual, 'time', [B, N, S]); // [B, N, S, D]
  }
  const residual = tap('timeResidual', tf.add<tf.Tensor3D>(places, attend(places))); // [B·S, N, D]
  return unfoldClip(tap('timeNorm', normalize(timeNorm, residual)), 'time', [B, N, S]); // [B, N, S, D]
}

/**
 * Layers on a clip one after the other, [B, N, S, D] → [B, N, S, D].
 *
 *     joint, divided:  all layers alike
 *     alternating:     space, time, space, time, …   factorized as in Latte (Ma et al. 2024,
 *                      section 3.1, variant 1)
 *
 * The last norm of a pre-norm stack is not among them. Taps: those of layer i under its number.
 */
export function spaceTimeEncoder(
  layers: readonly (EncoderLayerParams | DividedLayerParams)[],
  x: tf.Tensor4D,
  { attention, tap = noTap, ...options }: SpaceTimeEncoderOptions,
): tf.Tensor4D {
  return tf.tidy(() =>
    layers.reduce((x: tf.Tensor4D, params, i) => {
      const kind = layerKind(attention, i);
      return spaceTimeLayer(params, x, { ...options, kind, tap: scope(tap, String(i)) });
    }, x),
  );
}

/**
 * The factorized encoder, [B, N, S, D] → [B, N, D]: every frame is read by itself and becomes one
 * vector, then the frames are read in their order. Its tokens meet late, and it is the cheapest.
 *
 *     f_n = mean_s(encoder(frame n)),   y = encoder(f)
 *
 * Arnab et al. 2021 (ViViT), section 3.3, model 2, with the mean in the place of a class token.
 * Taps: `groups` [B·N, S, D], `space.0.*` and so on, `frames` [B, N, D], `time.0.*` and so on.
 */
export function factorizedEncoder(
  { space, time }: FactorizedParams,
  x: tf.Tensor4D,
  { norm = 'pre', tap = noTap, ...options }: SpaceTimeOptions,
): tf.Tensor3D {
  const [B, N, S, D] = x.shape;
  const level = (name: string) => ({ ...options, norm, tap: scope(tap, name) });
  return tf.tidy(() => {
    const groups = tap('groups', foldClip(x, 'space')); // [B·N, S, D]
    const read = encoderStack(space, groups, level('space')); // [B·N, S, D]
    const means = tf.mean(tf.reshape(read, [B, N, S, D]), 2); // [B, N, D]
    const frames = tap('frames', means as tf.Tensor3D); // [B, N, D]
    return encoderStack(time, frames, level('time')); // [B, N, D]
  });
}

function expectDivided(params: EncoderLayerParams | DividedLayerParams): DividedLayerParams {
  if ('time' in params) return params;
  throw new ModelError(
    'spaceTimeLayer',
    'weights with a second attention, along time',
    'one attention',
  );
}
