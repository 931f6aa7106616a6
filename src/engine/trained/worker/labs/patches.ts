import * as tf from '@tensorflow/tfjs-core';
import { encoderLayerCost, totalMacs } from '../../../../model/multilevel/cost.ts';
import { createRandom, patchify, unpatchify } from '../../../../model/index.ts';
import {
  elementCompression,
  fullOverFactorised,
  latentGrid,
  patchGrid,
  volume,
} from '../../../../model/video/count.ts';
import type { Extent } from '../../../../model/video/count.ts';
import { drawScene } from '../../../../world/scene.ts';
import { renderScene } from '../../../../world/video/index.ts';
import type { Clip } from '../../../../world/video/index.ts';
import { extentsOf } from '../../../labs/patches.ts';
import type {
  PatchesPicture,
  PatchesResult,
  PatchesSettings,
  Runs,
} from '../../../labs/patches.ts';

/** How many cells of the grid of latents are rendered, cut and put together, at most about. */
const CELLS = 60_000;
/** How many frames are drawn, and how many columns or rows of each. */
const [FRAMES, SIDE] = [8, 160] as const;

/**
 * Counts the tokens of a clip, and cuts a clip of the world of the size of its latents, or the first
 * frames of one, into patches and puts them together again. Keeps no tensor.
 */
export function run(settings: PatchesSettings): PatchesResult {
  const { clip, stride, patch } = extentsOf(settings);
  const latent = latentGrid(clip, stride);
  const grid = patchGrid(latent, patch);
  const tokens = volume(grid);
  const pairs = tokens ** 2;
  const D = settings.hidden;
  const cost = encoderLayerCost(tokens, pairs, { width: D, inner: 4 * D });
  const rendered = render(settings, latent, patch);
  return {
    latent,
    grid,
    tokens,
    inToken: volume(patch) * settings.channels,
    pairs,
    apart: pairs / fullOverFactorised(grid),
    share: cost.attention / totalMacs(cost),
    compression: elementCompression(stride, settings.channels),
    compared: rendered.data.length,
    difference: differenceOf(rendered, patch),
    picture: pictureOf(rendered, patch),
  };
}

/** As many whole patches in time as there is time for, of a scene of two things. */
function render({ seed }: PatchesSettings, latent: Extent, patch: Extent): Clip {
  const most = Math.max(1, Math.floor(CELLS / (latent.height * latent.width * patch.frames)));
  const frames = Math.min(latent.frames, most * patch.frames);
  return renderScene(drawScene(createRandom(seed), 2), { ...latent, frames });
}

/** The largest difference after cutting and putting together. */
function differenceOf({ frames, height, width, data }: Clip, patch: Extent): number {
  const back = tf.tidy(() => {
    const video = tf.tensor5d(data, [1, frames, height, width, 3]);
    const grid = patchGrid({ frames, height, width }, patch);
    return unpatchify(patchify(video, patch), grid, patch); // [1, N, Y, X, 3]
  });
  const again = back.dataSync<'float32'>();
  back.dispose();
  return data.reduce((most, one, i) => Math.max(most, Math.abs(one - (again[i] ?? NaN))), 0);
}

function pictureOf(clip: Clip, patch: Extent): PatchesPicture {
  const every = Math.ceil(Math.max(clip.height, clip.width) / SIDE);
  const rows = Math.max(1, Math.floor(FRAMES / patch.frames));
  const count = Math.min(clip.frames, rows * patch.frames);
  return {
    height: Math.ceil(clip.height / every),
    width: Math.ceil(clip.width / every),
    every,
    frames: Array.from({ length: count }, (_, frame) => runsOf(clip, frame, every)),
  };
}

/** A frame in runs of equal color. A run ends with its row. */
function runsOf({ height, width, data }: Clip, frame: number, every: number): Runs {
  const runs: number[] = [];
  for (let row = 0; row < height; row += every) {
    let [length, last] = [0, NaN];
    for (let column = 0; column < width; column += every) {
      const color = colorAt(data, 3 * ((frame * height + row) * width + column));
      if (length > 0 && color !== last) {
        runs.push(length, last);
        length = 0;
      }
      length++;
      last = color;
    }
    runs.push(length, last);
  }
  return Float32Array.from(runs);
}

/** In one number, which float32 holds exactly. Coarser than a screen's, for longer runs. */
function colorAt(data: Float32Array, at: number): number {
  const level = (channel: number) => 17 * Math.round(15 * (data[at + channel] ?? 0));
  return level(0) * 256 ** 2 + level(1) * 256 + level(2);
}
