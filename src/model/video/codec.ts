import * as tf from '@tensorflow/tfjs-core';
import { silu } from '../activation.ts';
import { expectFinite, expectShape } from '../check.ts';
import { ModelError } from '../error.ts';
import { rmsNorm } from '../norm.ts';
import { noTap, scope } from '../tap.ts';
import type { Tap } from '../tap.ts';
import type { Moments } from './bottleneck.ts';
import { totalStride } from './config.ts';
import type { VideoCodecConfig } from './config.ts';
import { conv3d, upsample } from './conv.ts';
import type { VideoBlockParams, VideoDecoderParams, VideoEncoderParams } from './params.ts';

export interface VideoBlockOptions {
  /** Whether it looks at no later frame; true unless told otherwise. */
  readonly causal?: boolean | undefined;
  readonly tap?: Tap | undefined;
}

/**
 * A residual block, [B, N, Y, X, C] → [B, N, Y, X, C].
 *
 *     y = x + conv₂(silu(norm₂(conv₁(silu(norm₁(x))))))
 *
 * He et al. 2016, "Identity mappings", figure 4e. The norm is the root mean square of the channels
 * of one cell, as in Wan (Wan Team 2025, section 4.1): a mean over the clip, as GroupNorm takes
 * it, would tell the first frame of the last.
 * Taps: `norm1`, `active1`, `conv1`, `norm2`, `active2`, `conv2`, `output`.
 */
export function videoBlock(
  params: VideoBlockParams,
  x: tf.Tensor5D,
  { causal = true, tap = noTap }: VideoBlockOptions = {},
): tf.Tensor5D {
  return tf.tidy(() => {
    const norm1 = tap('norm1', rmsNorm(params.norm1, x));
    const active1 = tap('active1', silu(norm1));
    const conv1 = tap('conv1', conv3d(params.conv1, active1, { causal }));
    const norm2 = tap('norm2', rmsNorm(params.norm2, conv1));
    const active2 = tap('active2', silu(norm2));
    const conv2 = tap('conv2', conv3d(params.conv2, active2, { causal }));
    return tap('output', tf.add<tf.Tensor5D>(x, conv2));
  });
}

/**
 * The encoder of the compression network: a clip [B, N, Y, X, 3] becomes a distribution over
 * latents, [B, n, y, x, C] each for mean and log-variance. For use, take the mean.
 *
 *     h₀ = conv(clip),   hᵢ₊₁ = conv(blocks(hᵢ)), strided,   mean ‖ log σ² = conv(silu(norm(h)))
 *
 * Rombach et al. 2022, section 3.1, with time as in CogVideoX: n = (N − 1) / s_t + 1.
 * Taps: `input`, `levels.i.blocks.j.*`, `levels.i.down`, `norm`, `active`, `output`, `mean`,
 * `logVariance`.
 *
 * @throws ModelError if the strides do not divide the clip or fit the weights, or if it is not
 *   finite.
 */
export function encodeVideo(
  params: VideoEncoderParams,
  clip: tf.Tensor5D,
  config: VideoCodecConfig,
  tap: Tap = noTap,
): Moments {
  checkClip(clip, config);
  checkLevels('encodeVideo', params.levels, config);
  const { causal = true, strides } = config;
  return tf.tidy(() => {
    let x = tap('input', conv3d(params.input, clip, { causal }));
    for (const [level, { blocks, down }] of params.levels.entries()) {
      const at = scope(tap, `levels.${level}`);
      x = videoBlocks(blocks, x, causal, at);
      if (down) x = at('down', conv3d(down, x, { causal, stride: strides[level] }));
    }
    const norm = tap('norm', rmsNorm(params.norm, x));
    const active = tap('active', silu(norm));
    return split(tap('output', conv3d(params.output, active, { causal })), tap); // [B, n, y, x, 2C]
  });
}

/**
 * The decoder of the compression network: latents [B, n, y, x, C] become pixels [B, N, Y, X, 3].
 *
 *     h₀ = conv(latents),   hᵢ₊₁ = conv(upsample(blocks(hᵢ))),   clip = conv(silu(norm(h)))
 *
 * Its strides are the encoder's, last first. Taps: `input`, `levels.i.blocks.j.*`,
 * `levels.i.upsampled`, `levels.i.up`, `norm`, `active`, `output`.
 *
 * @throws ModelError if the latents have other channels or are not finite, or if the weights have
 *   other levels than `config`.
 */
export function decodeVideo(
  params: VideoDecoderParams,
  latents: tf.Tensor5D,
  config: VideoCodecConfig,
  tap: Tap = noTap,
): tf.Tensor5D {
  const C = params.input.weight.shape[3];
  expectShape('decodeVideo', 'latents', latents, ['B', 'N', 'Y', 'X', C]);
  expectFinite('decodeVideo', 'latents', latents);
  checkLevels('decodeVideo', params.levels, config);
  const { causal = true, strides } = config;
  return tf.tidy(() => {
    let x = tap('input', conv3d(params.input, latents, { causal }));
    for (const [level, { blocks, up }] of params.levels.entries()) {
      const at = scope(tap, `levels.${level}`);
      x = videoBlocks(blocks, x, causal, at);
      if (!up) continue;
      const upsampled = at('upsampled', upsample(x, strides.at(-1 - level), causal)); // [B, N, Y, X, C]
      x = at('up', conv3d(up, upsampled, { causal }));
    }
    const norm = tap('norm', rmsNorm(params.norm, x));
    const active = tap('active', silu(norm));
    return tap('output', conv3d(params.output, active, { causal })); // [B, N, Y, X, 3]
  });
}

function videoBlocks(
  blocks: readonly VideoBlockParams[],
  x: tf.Tensor5D,
  causal: boolean,
  tap: Tap,
): tf.Tensor5D {
  return blocks.reduce(
    (h, block, i) => videoBlock(block, h, { causal, tap: scope(tap, `blocks.${i}`) }),
    x,
  );
}

/** The first half of the channels is the mean, the second the log-variance. */
function split(output: tf.Tensor5D, tap: Tap): Moments {
  const [B, N, Y, X, both] = output.shape;
  const C = both / 2;
  const rows = tf.reshape<tf.Rank.R2>(output, [-1, both]); // [B·n·y·x, 2C]
  const half = (start: number) =>
    tf.reshape<tf.Rank.R5>(tf.slice(rows, [0, start], [-1, C]), [B, N, Y, X, C]);
  const mean = tap('mean', half(0)); // [B, n, y, x, C]
  const logVariance = tap('logVariance', half(C)); // [B, n, y, x, C]
  return { mean, logVariance };
}

/** A clip that the strides do not divide would come back from the decoder in another shape. */
function checkClip(clip: tf.Tensor5D, config: VideoCodecConfig): void {
  const { causal = true, pixelChannels = 3 } = config;
  const where = 'encodeVideo';
  expectShape(where, 'clip', clip, ['B', 'N', 'Y', 'X', pixelChannels]);
  const [, N, Y, X] = clip.shape;
  const { frames, height, width } = totalStride(config);
  if ((causal ? N - 1 : N) % frames !== 0) {
    throw new ModelError(where, `${frames}n${causal ? ' + 1' : ''} frames`, String(N));
  }
  if (Y % height !== 0 || X % width !== 0) {
    throw new ModelError(where, `${height} and ${width} to divide the frame`, `${Y}×${X}`);
  }
  expectFinite(where, 'clip', clip);
}

function checkLevels(
  where: string,
  levels: readonly unknown[],
  { strides }: VideoCodecConfig,
): void {
  if (levels.length === strides.length + 1) return;
  throw new ModelError(where, `weights of ${strides.length + 1} levels`, String(levels.length));
}
