import { POCKET_SORA } from '../../../src/engine/models/config.ts';
import { ditMacs, gridTokens, latentGrid, totalStride } from '../../../src/model/index.ts';
import type { Grid } from '../../../src/model/index.ts';
import { ditConfigOf } from './configs.ts';
import type { DitRun } from './configs.ts';

/** A pass back takes about twice the multiply-accumulates of a pass forward. */
const PASSES = 3;

/**
 * About how many multiply-accumulates the training of a diffusion transformer took.
 *
 *     3 · Σ over steps, Σ over sets: share · ⌊tokens / T⌋ · macs of one sample
 *
 * The reader and the compression network, which do not train then, are not counted.
 *
 * @param textTokens S, taken to be the same for every caption
 */
export function trainingMacs(run: DitRun, textTokens: number): number {
  const config = ditConfigOf(run.model);
  const sets = Object.entries(run.data).map(([set, share]) => {
    const grid = gridOf(set);
    const samples = Math.floor(run.tokens / gridTokens(grid));
    return { share, grid, macs: samples * ditMacs(config, grid, { textTokens }) };
  });
  const images = sets.filter(({ grid }) => grid.frames === 1);
  const early = Math.min(run.imagesFirst, run.steps);
  return PASSES * (early * mean(images) + (run.steps - early) * mean(sets));
}

function mean(sets: readonly { readonly share: number; readonly macs: number }[]): number {
  const shares = sets.reduce((sum, { share }) => sum + share, 0);
  return sets.reduce((sum, { share, macs }) => sum + share * macs, 0) / shares;
}

const SET = /-(\d+)x(\d+)x(\d+)\/latents(?:-(\d+))?$/;

/**
 * The grid of the latents of a set: `train-a-9x32x32/latents-5` has 5 frames of clips of 9.
 *
 * @throws Error if the name says no size.
 */
export function gridOf(set: string): Grid {
  const [found, frames, height, width, fewer = frames] = SET.exec(set) ?? [];
  if (!found) throw new Error(`wanted a set like train-a-9x32x32/latents-5, got ${set}`);
  const clip = { frames: Number(fewer), height: Number(height), width: Number(width) };
  const grid = latentGrid(clip, totalStride(POCKET_SORA.codec));
  return { frames: grid.frames, rows: grid.height, columns: grid.width };
}
