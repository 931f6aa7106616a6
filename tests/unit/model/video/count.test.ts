import '../backend.ts';
import { describe, expect, it } from 'vitest';
import {
  ModelError,
  STRIDES_4_8_8,
  countConv3d,
  countParams,
  countVideoCodec,
  countVideoTokens,
  createRandom,
  elementCompression,
  fullOverFactorised,
  initConv3d,
  initVideoCodec,
  latentGrid,
  patchGrid,
  totalStride,
  videoCodecMacs,
} from '../../../../src/model/index.ts';
import type { VideoCodecConfig } from '../../../../src/model/index.ts';
import { centered, tiny } from '../cases/video.ts';
import { extent } from './support.ts';

const by488 = { stride: extent(4, 8, 8), patch: extent(1, 2, 2) };
const by41616 = { stride: extent(4, 16, 16), patch: extent(1, 2, 2) };

describe('the tokens of the known models', () => {
  it.each([
    ['CogVideoX, 49 frames of 480×720', extent(49, 480, 720), by488, 13 * 30 * 45, 17550],
    ['Wan, 81 frames of 480×832', extent(81, 480, 832), by488, 21 * 30 * 52, 32760],
    ['Wan, 81 frames of 720×1280', extent(81, 720, 1280), by488, 21 * 45 * 80, 75600],
    ['HunyuanVideo, 129 frames of 720×1280', extent(129, 720, 1280), by488, 33 * 45 * 80, 118800],
    ['Wan 2.2 5B, 121 frames of 704×1280', extent(121, 704, 1280), by41616, 31 * 22 * 40, 27280],
    ['an image of 256×256 in DiT', extent(1, 256, 256), by488, 16 * 16, 256],
  ])('%s', (_, clip, tokenizer, product, wanted) => {
    expect(countVideoTokens(clip, tokenizer)).toBe(wanted);
    expect(product).toBe(wanted);
  });

  it('are not 4n + 1 frames where the network is not causal', () => {
    const perFrame = { stride: extent(1, 8, 8), patch: extent(1, 2, 2), causal: false };
    expect(countVideoTokens(extent(16, 256, 256), perFrame)).toBe(16 * 256);
    const centered = { ...by488, causal: false };
    expect(countVideoTokens(extent(16, 256, 256), centered)).toBe(4 * 256);
  });
});

describe('grids', () => {
  it('keep the first frame alone, if causal', () => {
    for (const n of [0, 1, 5]) {
      expect(latentGrid(extent(4 * n + 1, 16, 24), extent(4, 8, 8)).frames).toBe(n + 1);
    }
    expect(latentGrid(extent(8, 16, 24), extent(4, 8, 8), false)).toEqual(extent(2, 2, 3));
    expect(patchGrid(extent(4, 6, 10), extent(2, 3, 5))).toEqual(extent(2, 2, 2));
  });

  it.each([
    [() => latentGrid(extent(8, 8, 8), extent(4, 8, 8)), 'latentGrid: wanted 4n + 1 frames, got 8'],
    [() => latentGrid(extent(0, 8, 8), extent(1, 8, 8)), 'latentGrid: wanted 1n + 1 frames, got 0'],
    [
      () => latentGrid(extent(5, 8, 8), extent(4, 8, 8), false),
      'latentGrid: wanted 4n frames, got 5',
    ],
    [
      () => latentGrid(extent(0, 8, 8), extent(4, 8, 8), false),
      'latentGrid: wanted 4n frames, got 0',
    ],
    [
      () => latentGrid(extent(5, 12, 8), extent(4, 8, 8)),
      'latentGrid: wanted a height that 8 divides, got 12',
    ],
    [
      () => latentGrid(extent(5, 8, 4), extent(4, 8, 8)),
      'latentGrid: wanted a width that 8 divides, got 4',
    ],
    [
      () => patchGrid(extent(5, 8, 8), extent(2, 2, 2)),
      'patchGrid: wanted frames that 2 divides, got 5',
    ],
    [
      () => patchGrid(extent(4, 7, 8), extent(2, 2, 2)),
      'patchGrid: wanted a height that 2 divides, got 7',
    ],
    [
      () => patchGrid(extent(4, 8, 0), extent(2, 2, 2)),
      'patchGrid: wanted a width that 2 divides, got 0',
    ],
    [
      () => patchGrid(extent(4, 8, 8), extent(2, 2, 0)),
      'patchGrid: wanted a width that 0 divides, got 8',
    ],
    [
      () => patchGrid(extent(4, 8, 8), extent(0.5, 2, 2)),
      'patchGrid: wanted frames that 0.5 divides, got 4',
    ],
    [
      () => patchGrid(extent(4, 8, 8), extent(-2, 2, 2)),
      'patchGrid: wanted frames that -2 divides, got 4',
    ],
  ])('%# do not round', (run, message) => {
    expect(run).toThrow(ModelError);
    expect(run).toThrow(message);
  });
});

describe('ratios', () => {
  it('of full to factorised attention', () => {
    expect(fullOverFactorised(extent(33, 45, 80))).toBeCloseTo(32.7, 1);
    expect(fullOverFactorised(extent(13, 30, 45))).toBeCloseTo(12.9, 1);
    const { frames: T, height, width } = extent(3, 2, 4);
    const S = height * width;
    const pairs = T * S * S + S * T * T;
    expect(fullOverFactorised(extent(3, 2, 4))).toBeCloseTo((S * T) ** 2 / pairs, 12);
  });

  it('of numbers before and after compression', () => {
    expect(elementCompression(extent(4, 8, 8), 16)).toBe(48);
    expect(elementCompression(extent(4, 16, 16), 48)).toBe(64);
    expect(elementCompression(extent(1, 2, 2), 2, 1)).toBe(2);
  });
});

describe('the cost of a compression network', () => {
  const configs: [string, VideoCodecConfig][] = [
    ['tiny', tiny],
    ['centered', centered],
    ['one level', { channels: [5], strides: [], latentChannels: 3 }],
    ['4×8×8', { channels: [4, 6, 8, 8], strides: STRIDES_4_8_8, latentChannels: 2, blocks: 2 }],
  ];

  it.each(configs)('%s: has as many parameters as initialization makes', (_, config) => {
    const params = initVideoCodec(createRandom(1), config);
    expect(countVideoCodec(config)).toEqual({
      encoder: countParams(params.encoder),
      decoder: countParams(params.decoder),
    });
  });

  it('of one convolution', () => {
    expect(countConv3d(2, 5)).toBe(countParams(initConv3d(createRandom(1), 2, 5)));
    const kernel = extent(1, 2, 4);
    expect(countConv3d(2, 5, kernel)).toBe(countParams(initConv3d(createRandom(1), 2, 5, kernel)));
  });

  it('grows with the clip, frame by frame', () => {
    const config = { channels: [4, 8], strides: [extent(1, 2, 2)], latentChannels: 2 };
    const one = videoCodecMacs(config, extent(1, 8, 8));
    const three = videoCodecMacs(config, extent(3, 8, 8));
    expect(three.encoder).toBe(3 * one.encoder);
    expect(three.decoder).toBe(3 * one.decoder);
    // 27 cells a window: the input layer, two of a block, down, two of a block, the output layer.
    const cells = 64 * (3 * 4 + 2 * 4 * 4) + 16 * (4 * 8 + 2 * 8 * 8 + 8 * 4);
    expect(one.encoder).toBe(27 * cells);
    const back = 16 * (2 * 8 + 2 * 8 * 8) + 64 * (8 * 4 + 2 * 4 * 4 + 4 * 3);
    expect(one.decoder).toBe(27 * back);
  });

  it('has the strides of the reference models', () => {
    expect(totalStride({ channels: [], strides: STRIDES_4_8_8, latentChannels: 16 })).toEqual(
      extent(4, 8, 8),
    );
  });
});
