import type { Extent } from '../../model/video/count.ts';
import { oneOf, seed, whole } from './field.ts';
import type { SettingsOf } from './field.ts';

export const patchesFields = {
  frames: whole(9, 1, 1441),
  height: whole(32, 8, 1280),
  width: whole(32, 8, 1280),
  /** How far the compression network shrinks time, and height and width. The first frame stays alone. */
  strideTime: oneOf(1, [1, 2, 4, 8]),
  strideSpace: oneOf(1, [1, 2, 4, 8, 16, 32]),
  /** Of a latent; 3 where nothing is compressed. */
  channels: whole(3, 1, 256),
  patchTime: oneOf(1, [1, 2, 3, 4]),
  patchSpace: oneOf(4, [1, 2, 4, 8, 16]),
  /** D of the layer that attends. */
  hidden: whole(1152, 16, 20_480),
  /** The token that is looked at, from 1. */
  token: whole(1, 1, 2_000_000),
  seed,
};
export type PatchesSettings = SettingsOf<typeof patchesFields>;

/** A frame in runs of equal color, row by row: width of the run, then its color as 256²·R + 256·G + B. */
export type Runs = Float32Array;

/** The frames that are drawn. */
export interface PatchesPicture {
  /** Of one frame as it is drawn: every `every`th row and column of the grid of latents. */
  readonly height: number;
  readonly width: number;
  readonly every: number;
  /** Whole rows of patches in time, from the first. */
  readonly frames: readonly Runs[];
}

export interface PatchesResult {
  /** After compression, and after patching: the grid of tokens. */
  readonly latent: Extent;
  readonly grid: Extent;
  readonly tokens: number;
  /** Numbers in a token. */
  readonly inToken: number;
  /** Pairs of tokens that meet where all attend to all, and in space and time apart. */
  readonly pairs: number;
  readonly apart: number;
  /** Of the products of a layer with F = 4D, the share of scores and mixes. */
  readonly share: number;
  /** How many numbers of pixels come to one of the latents. */
  readonly compression: number;
  /** Numbers that were cut into patches and put together again, and the largest difference. */
  readonly compared: number;
  readonly difference: number;
  readonly picture: PatchesPicture;
}

/** The grids of the settings. */
export function extentsOf(settings: PatchesSettings) {
  const { frames, height, width, strideTime, strideSpace, patchTime, patchSpace } = settings;
  return {
    clip: { frames, height, width },
    stride: { frames: strideTime, height: strideSpace, width: strideSpace },
    patch: { frames: patchTime, height: patchSpace, width: patchSpace },
  };
}
