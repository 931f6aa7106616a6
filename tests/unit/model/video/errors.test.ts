import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  conv3d,
  createRandom,
  decodeVideo,
  encodeVideo,
  gridAngles,
  initConv3d,
  initVideoCodec,
  klDivergence,
  denormalizeLatents,
  measureLatents,
  normalizeLatents,
  patchify,
  rotateGrid,
  sampleLatents,
  unpatchify,
  upsample,
  videoCodecLoss,
} from '../../../../src/model/index.ts';
import type { VideoCodecConfig } from '../../../../src/model/index.ts';
import { extent } from './support.ts';
import { itRefuses } from '../refusals.ts';
import type { Refusal } from '../refusals.ts';

type Shape5 = tf.ShapeMap[tf.Rank.R5];

const random = createRandom(1);
const zeros = (...shape: Shape5) => tf.zeros<tf.Rank.R5>(shape);
/** A tensor with too few dimensions, passed off as a clip. */
const wide = (...shape: number[]) => tf.zeros<tf.Rank.R5>(shape as Shape5);
const config: VideoCodecConfig = {
  channels: [2, 2],
  strides: [extent(2, 2, 4)],
  latentChannels: 2,
};
const { encoder, decoder } = initVideoCodec(random, config);
const conv = initConv3d(random, 2, 3);
const clip = zeros(1, 3, 2, 4, 3);
const latents = zeros(1, 2, 1, 1, 2);
const moments = { mean: latents, logVariance: latents };
const scale = { shift: tf.zeros<tf.Rank.R1>([2]), scale: tf.ones<tf.Rank.R1>([2]) };
const grid = extent(1, 2, 3);
const patch = extent(1, 2, 2);

/** Zeros with one value replaced, the last. */
function spoiled<R extends tf.Rank>(shape: tf.ShapeMap[R], value: number): tf.Tensor<R> {
  const size = (shape as number[]).reduce((all, n) => all * n, 1);
  return tf.tensor(new Float32Array(size).with(size - 1, value), shape);
}

const wrong: Refusal[] = [
  // Patches
  [
    () => patchify(wide(1, 2, 2, 3), patch),
    'patchify: wanted video of shape [B, N, Y, X, C], got [1, 2, 2, 3]',
  ],
  [
    () => patchify(zeros(1, 3, 2, 2, 1), extent(2, 2, 2)),
    'patchify: wanted a patch of 2×2×2 to divide the video, got 3×2×2',
  ],
  [
    () => patchify(zeros(1, 2, 3, 2, 1), patch),
    'patchify: wanted a patch of 1×2×2 to divide the video, got 2×3×2',
  ],
  [
    () => patchify(zeros(1, 2, 2, 3, 1), patch),
    'patchify: wanted a patch of 1×2×2 to divide the video, got 2×2×3',
  ],
  ...(['frames', 'height', 'width'] as const).flatMap((axis): [() => unknown, string][] => [
    [
      () => patchify(zeros(1, 2, 2, 2, 1), { ...patch, [axis]: 0 }),
      `patchify: wanted patch.${axis} to be a whole number of at least 1, got 0`,
    ],
    [
      () => unpatchify(tf.zeros([1, 6, 4]), grid, { ...patch, [axis]: 0.5 }),
      `unpatchify: wanted patch.${axis} to be a whole number of at least 1, got 0.5`,
    ],
    [
      () => conv3d(conv, zeros(1, 2, 2, 2, 2), { stride: { ...patch, [axis]: 0 } }),
      `conv3d: wanted stride.${axis} to be a whole number of at least 1, got 0`,
    ],
    [
      () => upsample(zeros(1, 2, 2, 2, 2), { ...patch, [axis]: 1.5 }),
      `upsample: wanted stride.${axis} to be a whole number of at least 1, got 1.5`,
    ],
    [
      () => gridAngles({ ...grid, [axis]: 0 }, extent(2, 2, 2)),
      `rotateGrid: wanted grid.${axis} to be a whole number of at least 1, got 0`,
    ],
    ...[3, -2, 0.5].map((width): [() => unknown, string] => [
      () => gridAngles(grid, { ...extent(2, 2, 2), [axis]: width }),
      `rotateGrid: wanted widths.${axis} to be even, got ${width}`,
    ]),
  ]),
  [
    () => unpatchify(tf.zeros([1, 5, 4]), grid, patch),
    'unpatchify: wanted tokens of shape [B, 6, C], got [1, 5, 4]',
  ],
  [
    () => unpatchify(tf.zeros([1, 6, 6]), grid, patch),
    'unpatchify: wanted a patch of 1×2×2 to divide the channels, got 6',
  ],
  [
    () => patchify(spoiled<tf.Rank.R5>([1, 1, 2, 2, 1], NaN), patch),
    'patchify: wanted finite numbers in video, got NaN at [0, 0, 1, 1, 0]',
  ],
  [
    () => unpatchify(spoiled<tf.Rank.R3>([1, 6, 4], Infinity), grid, patch),
    'unpatchify: wanted finite numbers in tokens, got Infinity at [0, 5, 3]',
  ],
  // Positions
  [
    () => rotateGrid(tf.zeros([2, 5, 6]), { grid, widths: extent(2, 2, 2) }),
    'rotateGrid: wanted x of shape [2, 6, 6], got [2, 5, 6]',
  ],
  [
    () => rotateGrid(tf.zeros([2, 6, 8]), { grid, widths: extent(2, 2, 2) }),
    'rotateGrid: wanted x of shape [2, 6, 6], got [2, 6, 8]',
  ],
  [
    () => rotateGrid(spoiled<tf.Rank.R2>([6, 6], NaN), { grid, widths: extent(2, 2, 2) }),
    'rotateGrid: wanted finite numbers in x, got NaN at [5, 5]',
  ],
  // Convolutions
  [
    () => conv3d(conv, zeros(1, 2, 2, 2, 3)),
    'conv3d: wanted x of shape [B, N, Y, X, 2], got [1, 2, 2, 2, 3]',
  ],
  [
    () => conv3d({ ...conv, bias: tf.zeros([1]) }, zeros(1, 2, 2, 2, 2)),
    'conv3d: wanted bias of shape [3], got [1]',
  ],
  [
    () => conv3d(conv, spoiled<tf.Rank.R5>([1, 1, 1, 1, 2], NaN)),
    'conv3d: wanted finite numbers in x, got NaN at [0, 0, 0, 0, 1]',
  ],
  [
    () => upsample(wide(1, 2, 2, 2), patch),
    'upsample: wanted x of shape [B, N, Y, X, C], got [1, 2, 2, 2]',
  ],
  [
    () => upsample(spoiled<tf.Rank.R5>([1, 1, 1, 1, 2], NaN), patch),
    'upsample: wanted finite numbers in x, got NaN at [0, 0, 0, 0, 1]',
  ],
  // The network
  [
    () => encodeVideo(encoder, zeros(1, 3, 2, 4, 1), config),
    'encodeVideo: wanted clip of shape [B, N, Y, X, 3], got [1, 3, 2, 4, 1]',
  ],
  [
    () => encodeVideo(encoder, zeros(1, 4, 2, 4, 3), config),
    'encodeVideo: wanted 2n + 1 frames, got 4',
  ],
  [
    () => encodeVideo(encoder, clip, { ...config, causal: false }),
    'encodeVideo: wanted 2n frames, got 3',
  ],
  [
    () => encodeVideo(encoder, zeros(1, 3, 3, 4, 3), config),
    'encodeVideo: wanted 2 and 4 to divide the frame, got 3×4',
  ],
  [
    () => encodeVideo(encoder, zeros(1, 3, 2, 6, 3), config),
    'encodeVideo: wanted 2 and 4 to divide the frame, got 2×6',
  ],
  [
    () => encodeVideo(encoder, spoiled<tf.Rank.R5>([1, 3, 2, 4, 3], NaN), config),
    'encodeVideo: wanted finite numbers in clip, got NaN at [0, 2, 1, 3, 2]',
  ],
  [
    () => encodeVideo(encoder, clip, { ...config, strides: [] }),
    'encodeVideo: wanted weights of 1 levels, got 2',
  ],
  [
    () => decodeVideo(decoder, latents, { ...config, strides: [patch, patch] }),
    'decodeVideo: wanted weights of 3 levels, got 2',
  ],
  [
    () => decodeVideo(decoder, zeros(1, 2, 1, 1, 3), config),
    'decodeVideo: wanted latents of shape [B, N, Y, X, 2], got [1, 2, 1, 1, 3]',
  ],
  [
    () => decodeVideo(decoder, spoiled<tf.Rank.R5>([1, 2, 1, 1, 2], -Infinity), config),
    'decodeVideo: wanted finite numbers in latents, got -Infinity at [0, 1, 0, 0, 1]',
  ],
  [
    () => videoCodecLoss({ encoder, decoder }, clip, latents, config, { klWeight: -1 }),
    'videoCodecLoss: wanted klWeight of 0 or more, got -1',
  ],
  [
    () => videoCodecLoss({ encoder, decoder }, clip, latents, config, { klWeight: NaN }),
    'videoCodecLoss: wanted klWeight of 0 or more, got NaN',
  ],
  [
    () => initVideoCodec(random, { ...config, strides: [] }),
    'initVideoCodec: wanted 1 strides, got 0',
  ],
  [
    () => initVideoCodec(random, { ...config, channels: [], strides: [] }),
    'initVideoCodec: wanted levels to be a whole number of at least 1, got 0',
  ],
  [
    () => initVideoCodec(random, { ...config, channels: [2, 1.5] }),
    'initVideoCodec: wanted channels to be a whole number of at least 1, got 1.5',
  ],
  [
    () => initVideoCodec(random, { ...config, latentChannels: 0 }),
    'initVideoCodec: wanted latentChannels to be a whole number of at least 1, got 0',
  ],
  [
    () => initVideoCodec(random, { ...config, blocks: 0 }),
    'initVideoCodec: wanted blocks to be a whole number of at least 1, got 0',
  ],
  // Latents
  [
    () => sampleLatents(moments, zeros(1, 2, 1, 1, 1)),
    'sampleLatents: wanted noise of shape [1, 2, 1, 1, 2], got [1, 2, 1, 1, 1]',
  ],
  [
    () => sampleLatents({ ...moments, logVariance: zeros(1, 1, 1, 1, 2) }, latents),
    'sampleLatents: wanted logVariance of shape [1, 2, 1, 1, 2], got [1, 1, 1, 1, 2]',
  ],
  [
    () => klDivergence({ mean: wide(2, 3), logVariance: latents }),
    'klDivergence: wanted mean of shape [B, N, Y, X, C], got [2, 3]',
  ],
  ...(['mean', 'logVariance'] as const).map((name): [() => unknown, string] => [
    () => klDivergence({ ...moments, [name]: spoiled<tf.Rank.R5>([1, 2, 1, 1, 2], NaN) }),
    `klDivergence: wanted finite numbers in ${name}, got NaN at [0, 1, 0, 0, 1]`,
  ]),
  [
    () => measureLatents(wide(2, 3)),
    'measureLatents: wanted latents of shape [B, N, Y, X, C], got [2, 3]',
  ],
  [
    () => measureLatents(spoiled<tf.Rank.R5>([1, 2, 1, 1, 2], NaN)),
    'measureLatents: wanted finite numbers in latents, got NaN at [0, 1, 0, 0, 1]',
  ],
  [
    () => normalizeLatents(scale, zeros(1, 1, 1, 1, 1)),
    'normalizeLatents: wanted latents of shape [B, N, Y, X, 2], got [1, 1, 1, 1, 1]',
  ],
  [
    () => denormalizeLatents(scale, zeros(1, 1, 1, 1, 1)),
    'denormalizeLatents: wanted latents of shape [B, N, Y, X, 2], got [1, 1, 1, 1, 1]',
  ],
];

describe('what a function of video does not want', () => {
  itRefuses(wrong);

  it('may be a weight of 0 for the divergence', () => {
    const loss = videoCodecLoss({ encoder, decoder }, clip, latents, config, { klWeight: 0 });
    expect(Number.isFinite(loss.dataSync()[0])).toBe(true);
  });
});
