import * as tf from '@tensorflow/tfjs-core';
import { ModelError } from '../error.ts';
import { noTap, scope } from '../tap.ts';
import type { Tap } from '../tap.ts';
import { klDivergence, sampleLatents } from './bottleneck.ts';
import { decodeVideo, encodeVideo } from './codec.ts';
import type { VideoCodecConfig } from './config.ts';
import type { VideoCodecParams } from './params.ts';

export interface VideoCodecLossOptions {
  /** β, what the divergence counts; 10⁻⁶ unless told otherwise, as good as none. */
  readonly klWeight?: number | undefined;
  /** What a wrong pixel costs: its square, or its size. `squared` unless told otherwise. */
  readonly error?: 'squared' | 'absolute' | undefined;
  readonly tap?: Tap | undefined;
}

/**
 * The loss of the compression network, a scalar: is the clip still there, and are the latents near
 * the standard normal?
 *
 *     L = mean |clip − decode(z)|ᵖ + β·mean KL,   z ~ encode(clip),   p = 2 or 1
 *
 * Kingma and Welling 2014, equation 10; a tiny β as in Rombach et al. 2022, section 3.1, who sum
 * where this takes means. Without their adversary and perceptual loss.
 * Taps: `encoder.*`, `deviation`, `latents`, `decoder.*`, `error`, `reconstruction`, `divergence`,
 * `kl`, `loss`.
 *
 * @param noise ε of `sampleLatents`, of the shape of the latents
 * @throws ModelError if β is below 0, and as `encodeVideo` and `sampleLatents` do.
 */
export function videoCodecLoss(
  params: VideoCodecParams,
  clip: tf.Tensor5D,
  noise: tf.Tensor5D,
  config: VideoCodecConfig,
  { klWeight = 1e-6, error = 'squared', tap = noTap }: VideoCodecLossOptions = {},
): tf.Scalar {
  if (!(klWeight >= 0))
    throw new ModelError('videoCodecLoss', 'klWeight of 0 or more', String(klWeight));
  return tf.tidy(() => {
    const moments = encodeVideo(params.encoder, clip, config, scope(tap, 'encoder'));
    const latents = sampleLatents(moments, noise, tap); // [B, n, y, x, C]
    const back = decodeVideo(params.decoder, latents, config, scope(tap, 'decoder'));
    const cost = error === 'squared' ? tf.square : tf.abs;
    const errors = tap('error', cost(tf.sub(clip, back))); // [B, N, Y, X, 3]
    const reconstruction = tap('reconstruction', tf.mean<tf.Scalar>(errors)); // []
    const divergence = tap('divergence', klDivergence(moments)); // [B, n, y, x, C]
    const kl = tap('kl', tf.mean<tf.Scalar>(divergence)); // []
    return tap('loss', tf.add<tf.Scalar>(reconstruction, tf.mul(kl, klWeight)));
  });
}
