import * as tf from '@tensorflow/tfjs-core';
import { expectCount } from '../check.ts';
import { ModelError } from '../error.ts';
import type { RmsNormParams } from '../params.ts';
import type { Random } from '../random.ts';
import { KERNEL } from './config.ts';
import type { VideoCodecConfig } from './config.ts';
import { volume } from './count.ts';
import type { Extent } from './count.ts';
import type {
  Conv3dParams,
  VideoBlockParams,
  VideoCodecParams,
  VideoDecoderParams,
  VideoEncoderParams,
} from './params.ts';

/**
 * Weight: uniform in ±√(3 / fan-in), variance 1 / fan-in, so that the variance of a signal
 * survives the forward pass (LeCun et al. 1998, section 4.6). Bias: zeros.
 */
export function initConv3d(random: Random, C: number, F: number, kernel = KERNEL): Conv3dParams {
  const limit = Math.sqrt(3 / (volume(kernel) * C));
  return conv(C, F, kernel, () => (2 * random.uniform() - 1) * limit);
}

/** The second convolution: zeros, so that at the start a block is the identity. */
export function initVideoBlock(random: Random, C: number): VideoBlockParams {
  return {
    norm1: initChannelNorm(C),
    conv1: initConv3d(random, C, C),
    norm2: initChannelNorm(C),
    conv2: conv(C, C, KERNEL, () => 0),
  };
}

/** Encoder, then decoder, from one stream. */
export function initVideoCodec(random: Random, config: VideoCodecConfig): VideoCodecParams {
  checkConfig(config);
  return { encoder: initVideoEncoder(random, config), decoder: initVideoDecoder(random, config) };
}

export function initVideoEncoder(random: Random, config: VideoCodecConfig): VideoEncoderParams {
  const { channels, latentChannels, blocks = 1, pixelChannels = 3 } = config;
  const [first = 1, last = 1] = [channels[0], channels.at(-1)];
  return {
    input: initConv3d(random, pixelChannels, first),
    levels: channels.map((C, level) => {
      const next = channels[level + 1];
      const row = initBlocks(random, C, blocks);
      return next === undefined
        ? { blocks: row }
        : { blocks: row, down: initConv3d(random, C, next) };
    }),
    norm: initChannelNorm(last),
    output: initConv3d(random, last, 2 * latentChannels),
  };
}

export function initVideoDecoder(random: Random, config: VideoCodecConfig): VideoDecoderParams {
  const { channels, latentChannels, blocks = 1, pixelChannels = 3 } = config;
  const upward = channels.toReversed();
  const [first = 1, last = 1] = [upward[0], upward.at(-1)];
  return {
    input: initConv3d(random, latentChannels, first),
    levels: upward.map((C, level) => {
      const next = upward[level + 1];
      const row = initBlocks(random, C, blocks);
      return next === undefined
        ? { blocks: row }
        : { blocks: row, up: initConv3d(random, C, next) };
    }),
    norm: initChannelNorm(last),
    output: initConv3d(random, last, pixelChannels),
  };
}

/** Gain: ones. */
function initChannelNorm(C: number): RmsNormParams {
  return { gain: tf.ones([C]) };
}

function initBlocks(random: Random, C: number, count: number): VideoBlockParams[] {
  return Array.from({ length: count }, () => initVideoBlock(random, C));
}

function conv(C: number, F: number, kernel: Extent, draw: () => number): Conv3dParams {
  const { frames, height, width } = kernel;
  const weights = Float32Array.from({ length: volume(kernel) * C * F }, draw);
  return { weight: tf.tensor5d(weights, [frames, height, width, C, F]), bias: tf.zeros([F]) };
}

function checkConfig({ channels, strides, latentChannels, blocks = 1 }: VideoCodecConfig): void {
  const where = 'initVideoCodec';
  expectCount(where, 'levels', channels.length);
  for (const C of channels) expectCount(where, 'channels', C);
  expectCount(where, 'latentChannels', latentChannels);
  expectCount(where, 'blocks', blocks);
  if (strides.length !== channels.length - 1) {
    throw new ModelError(where, `${channels.length - 1} strides`, String(strides.length));
  }
}
