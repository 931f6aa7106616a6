import type * as tf from '@tensorflow/tfjs-core';
import {
  createRandom,
  initVideoCodec,
  patchify,
  recorder,
  rotateGrid,
  scope,
  unpatchify,
  videoCodecLoss,
} from '../../../../src/model/index.ts';
import type {
  Extent,
  Recorded,
  VideoCodecConfig,
  VideoCodecLossOptions,
} from '../../../../src/model/index.ts';
import {
  gridRotaryStep,
  patchStep,
  unpatchStep,
  videoLossSteps,
} from '../../../../src/model/steps/index.ts';
import { normal, roughen } from '../cases/support.ts';
import { centered, tiny } from '../cases/video.ts';
import { squeeze, weightsOf } from './support.ts';
import type { Traced } from './support.ts';

const patch: Extent = { frames: 2, height: 2, width: 3 };
const grid: Extent = { frames: 2, height: 3, width: 2 };
const [N, Y, X, C, T, P] = [4, 6, 6, 2, 12, 24];

/** A tensor without its batch dimension, as the engine would hand it out. */
function unbatched({ name, shape, data }: Recorded): Recorded {
  return { name, shape: shape.slice(1), data };
}

function given(name: string, tensor: tf.Tensor): Recorded {
  return unbatched({ name, shape: tensor.shape, data: Float32Array.from(tensor.dataSync()) });
}

function patchTrace(): Traced {
  const video = normal<tf.Rank.R5>(createRandom(41), [1, N, Y, X, C]);
  const { tap, tensors } = recorder();
  unpatchify(patchify(video, patch, tap), grid, patch, scope(tap, 'again'));
  return {
    name: 'patchify and unpatchify',
    steps: [
      patchStep({ name: 'patches', of: 'clip', patch, grid }),
      unpatchStep({ name: 'again.video', of: 'patches', patch, grid }),
    ],
    tensors: tensors.map(unbatched),
    weights: [],
    given: [given('clip', video)],
    sizes: (step) => (step === 'patches' ? { T, C: P } : { N, Y, X, C }),
  };
}

function rotaryTrace(heads: number, base: number | undefined): Traced {
  const [K, widths] = [12, { frames: 2, height: 4, width: 6 }];
  const x = normal<tf.Rank.R4>(createRandom(42), [1, heads, T, K]);
  const { tap, tensors } = recorder();
  rotateGrid(x, { grid, widths, base, tap });
  return {
    name: `rotateGrid, ${heads} heads, base ${base ?? 'by default'}`,
    steps: [gridRotaryStep({ name: 'rotated', of: 'query', heads, grid, widths, base })],
    tensors: tensors.map((tensor) => squeeze(tensor, heads)),
    weights: [],
    given: [
      squeeze({ name: 'query', shape: x.shape, data: Float32Array.from(x.dataSync()) }, heads),
    ],
    sizes: () => ({ H: heads, T, K }),
  };
}

/** What the shape letters stand for: the first pattern that fits a step's name counts. */
type Table = readonly (readonly [RegExp, readonly [N: number, Y: number, X: number, C: number]])[];

function codecTrace(
  name: string,
  config: VideoCodecConfig,
  [frames, height, width]: readonly [number, number, number],
  latents: readonly [number, number, number],
  table: Table,
  options: Omit<VideoCodecLossOptions, 'tap'>,
): Traced {
  const random = createRandom(43);
  const params = roughen(random, initVideoCodec(random, config));
  const { pixelChannels = 3, latentChannels } = config;
  const clip = normal<tf.Rank.R5>(random, [1, frames, height, width, pixelChannels]);
  const noise = normal<tf.Rank.R5>(random, [1, ...latents, latentChannels]);
  const { tap, tensors } = recorder();
  videoCodecLoss(params, clip, noise, config, { ...options, tap });
  return {
    name: `video codec, ${name}`,
    steps: videoLossSteps({ x: 'clip', noise: 'noise', config, ...options }),
    tensors: tensors.map((tensor) => (tensor.shape.length === 0 ? tensor : unbatched(tensor))),
    weights: weightsOf(params, ''),
    given: [given('clip', clip), given('noise', noise)],
    sizes: (step) => {
      const [, sizes = []] = table.find(([pattern]) => pattern.test(step)) ?? [];
      return Object.fromEntries(sizes.map((size, axis) => ['NYXC'.charAt(axis), size]));
    },
  };
}

const moments = /^(deviation|latents|divergence|encoder\.(mean|logVariance))$/;

const tinyTable: Table = [
  [moments, [2, 2, 1, 2]],
  [/^error$|^encoder\.(input|levels\.0\.blocks)/, [3, 4, 2, 3]],
  [/^decoder\.(levels\.(2|1\.up)|norm|active|output)/, [3, 4, 2, 3]],
  [/^encoder\.levels\.(0\.down|1\.blocks)|^decoder\.levels\.(0\.up$|1)/, [3, 2, 2, 3]],
  [/^decoder\.levels\.0\.upsampled$/, [3, 2, 2, 4]],
  [/^encoder|^decoder/, [2, 2, 1, 4]],
];

const centeredTable: Table = [
  [moments, [2, 2, 2, 1]],
  [/^error$|^decoder\.output$/, [4, 2, 2, 1]],
  [/^decoder\.levels\.0\.upsampled$/, [4, 2, 2, 4]],
  [/^encoder\.(input|levels\.0\.blocks)|^decoder\.(norm|active|levels\.(0\.up|1))/, [4, 2, 2, 3]],
  [/^encoder\.output$/, [2, 2, 2, 2]],
  [/^encoder|^decoder/, [2, 2, 2, 4]],
];

export function videoTraces(): Traced[] {
  return [
    patchTrace(),
    rotaryTrace(2, undefined),
    rotaryTrace(1, 50),
    codecTrace('causal, squared', tiny, [3, 4, 2], [2, 2, 1], tinyTable, {}),
    codecTrace('centered, absolute', centered, [4, 2, 2], [2, 2, 2], centeredTable, {
      error: 'absolute',
      klWeight: 0.5,
    }),
  ];
}
