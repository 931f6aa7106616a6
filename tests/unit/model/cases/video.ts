import * as tf from '@tensorflow/tfjs-core';
import {
  conv3d,
  createRandom,
  decodeVideo,
  denormalizeLatents,
  encodeVideo,
  initConv3d,
  initVideoBlock,
  initVideoDecoder,
  initVideoEncoder,
  klDivergence,
  normalizeLatents,
  patchify,
  rotateGrid,
  sampleLatents,
  unpatchify,
  upsample,
  videoBlock,
  videoCodecLoss,
} from '../../../../src/model/index.ts';
import type { Random, VideoCodecConfig } from '../../../../src/model/index.ts';
import { B, H, layerCase, normal, roughen } from './support.ts';
import type { Case } from './support.ts';

/** Two levels down, another stride along each axis. */
export const tiny: VideoCodecConfig = {
  channels: [3, 3, 4],
  strides: [
    { frames: 1, height: 2, width: 1 },
    { frames: 2, height: 1, width: 2 },
  ],
  latentChannels: 2,
};
/** Looks into the future too, and has two blocks a level. */
export const centered: VideoCodecConfig = {
  channels: [3, 4],
  strides: [{ frames: 2, height: 1, width: 1 }],
  latentChannels: 1,
  blocks: 2,
  causal: false,
  pixelChannels: 1,
};

const clip = (random: Random, frames: number, C: number) =>
  normal<tf.Rank.R5>(random, [1, frames, 2, 2, C]);

export function videoCases(): Case[] {
  return [...patchCases(), ...convCases(), ...bottleneckCases(), ...codecCases()];
}

function patchCases(): Case[] {
  const random = createRandom(31);
  const patch = { frames: 2, height: 1, width: 3 };
  const grid = { frames: 2, height: 3, width: 1 };
  const [T, K] = [6, 10];
  return [
    layerCase('patchify', { video: normal<tf.Rank.R5>(random, [B, 4, 3, 3, 2]) }, (inputs, tap) =>
      patchify(inputs.video, patch, tap),
    ),
    layerCase('unpatchify', { tokens: normal<tf.Rank.R3>(random, [B, T, 12]) }, (inputs, tap) =>
      unpatchify(inputs.tokens, grid, patch, tap),
    ),
    layerCase('rotateGrid', { x: normal<tf.Rank.R4>(random, [B, H, T, K]) }, ({ x }, tap) =>
      rotateGrid(x, { grid, widths: { frames: 2, height: 4, width: 4 }, base: 20, tap }),
    ),
  ];
}

function convCases(): Case[] {
  const random = createRandom(32);
  const x = () => normal<tf.Rank.R5>(random, [B, 3, 2, 4, 2]);
  const kernel = { frames: 3, height: 1, width: 2 };
  const stride = { frames: 2, height: 1, width: 3 };
  const params = () => roughen(random, initConv3d(random, 2, 3, kernel));
  return [
    layerCase('conv3d', { params: params(), x: x() }, ({ params, x }) => conv3d(params, x)),
    layerCase('conv3d, causal, strided', { params: params(), x: x() }, ({ params, x }) =>
      conv3d(params, x, { causal: true, stride }),
    ),
    layerCase('upsample', { x: x() }, ({ x }) => upsample(x, stride)),
    layerCase('upsample, causal', { x: x() }, ({ x }) => upsample(x, stride, true)),
    layerCase(
      'videoBlock',
      { params: roughen(random, initVideoBlock(random, 2)), x: x() },
      ({ params, x }, tap) => videoBlock(params, x, { tap }),
    ),
  ];
}

function bottleneckCases(): Case[] {
  const random = createRandom(33);
  const latents = () => normal<tf.Rank.R5>(random, [B, 2, 1, 2, 3]);
  const scale = () => ({
    shift: normal<tf.Rank.R1>(random, [3]),
    scale: tf.add<tf.Tensor1D>(tf.abs(normal<tf.Rank.R1>(random, [3])), 0.5),
  });
  const moments = () => ({ mean: latents(), logVariance: latents() });
  return [
    layerCase('sampleLatents', { moments: moments(), noise: latents() }, (inputs, tap) =>
      sampleLatents(inputs.moments, inputs.noise, tap),
    ),
    layerCase('klDivergence', { moments: moments() }, (inputs) => klDivergence(inputs.moments)),
    layerCase('normalizeLatents', { scale: scale(), x: latents() }, ({ scale, x }) =>
      normalizeLatents(scale, x),
    ),
    layerCase('denormalizeLatents', { scale: scale(), x: latents() }, ({ scale, x }) =>
      denormalizeLatents(scale, x),
    ),
  ];
}

function codecCases(): Case[] {
  const random = createRandom(34);
  const encoder = (config: VideoCodecConfig) => roughen(random, initVideoEncoder(random, config));
  const decoder = (config: VideoCodecConfig) => roughen(random, initVideoDecoder(random, config));
  const codec = (config: VideoCodecConfig) => ({
    encoder: encoder(config),
    decoder: decoder(config),
  });
  const [noise, cells] = [clip(random, 2, 1), normal<tf.Rank.R5>(random, [1, 2, 1, 1, 2])];
  return [
    layerCase(
      'encodeVideo, causal',
      { params: encoder(tiny), clip: clip(random, 3, 3) },
      ({ params, clip }, tap) =>
        tf.tidy(() => sampleLatents(encodeVideo(params, clip, tiny, tap), cells, tap)),
    ),
    layerCase(
      'decodeVideo, causal',
      { params: decoder(tiny), latents: normal<tf.Rank.R5>(random, [1, 2, 1, 1, 2]) },
      ({ params, latents }, tap) => decodeVideo(params, latents, tiny, tap),
    ),
    layerCase(
      'videoCodecLoss, causal',
      { params: codec(tiny), clip: clip(random, 3, 3) },
      ({ params, clip }, tap) => videoCodecLoss(params, clip, cells, tiny, { klWeight: 0.5, tap }),
    ),
    layerCase(
      'videoCodecLoss, centered, absolute',
      { params: codec(centered), clip: clip(random, 4, 1) },
      ({ params, clip }, tap) =>
        videoCodecLoss(params, clip, noise, centered, {
          klWeight: 0.5,
          error: 'absolute',
          tap,
        }),
    ),
  ];
}
