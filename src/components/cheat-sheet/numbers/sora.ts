import { worked } from '../../../interview/design/write.ts';
import { DIT_SIZES, ditConfig } from '../../../model/diffusion/config.ts';
import { countDit, ditMacs } from '../../../model/diffusion/count.ts';
import {
  countVideoTokens,
  elementCompression,
  fullOverFactorised,
} from '../../../model/video/count.ts';
import { plain } from './row.ts';
import type { Row } from './row.ts';

const PATCH = { frames: 1, height: 2, width: 2 };

/** A clip in the tokens of a network that shrinks sides by `shrink`, patches included. */
function tokens(frames: number, height: number, width: number, shrink = 16): Row {
  const side = shrink / 2;
  const stride = { frames: 4, height: side, width: side };
  const count = countVideoTokens({ frames, height, width }, { stride, patch: PATCH });
  const [kept, rows, columns] = [(frames - 1) / 4 + 1, height / shrink, width / shrink];
  return plain(count, worked(count)`${kept} × ${rows} × ${columns}`);
}

const cube = { frames: 4, height: 8, width: 8 };
const strong = { frames: 4, height: 32, width: 32 };
const hunyuan = fullOverFactorised({ frames: 33, height: 45, width: 80 });
const cog = fullOverFactorised({ frames: 13, height: 30, width: 45 });

export const sora = {
  cogvideox: tokens(49, 480, 720),
  wan480: tokens(81, 480, 832),
  wan720: tokens(81, 720, 1280),
  hunyuan: tokens(129, 720, 1280),
  wan5: tokens(121, 704, 1280, 32),
  compression: plain(elementCompression(cube, 16), worked(48)`3 × 4 × 8 × 8 / 16`),
  strong: plain(elementCompression(strong, 128), worked(96)`3 × 4 × 32 × 32 / 128`),
  full: plain(hunyuan, worked(hunyuan)`3,600 × 33 / (3,600 + 33)`),
  fullCog: plain(cog, worked(cog)`1,350 × 13 / (1,350 + 13)`),
  evaluations: plain(100, worked(100)`50 × 2`),
};

/** A row of the table of the paper: parameters, and multiply-accumulates by patch, at 256 pixels. */
export interface DitRow {
  readonly name: string;
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly parameters: number;
  readonly macs: readonly number[];
}

export const DIT_PATCHES = [8, 4, 2] as const;

/** The sizes of DiT, counted. */
export function ditRows(): DitRow[] {
  const names = Object.keys(DIT_SIZES) as (keyof typeof DIT_SIZES)[];
  return names.map((name) => ({
    name,
    ...DIT_SIZES[name],
    parameters: countDit(ditConfig(name, 2)),
    macs: DIT_PATCHES.map((patch) => {
      const side = 32 / patch;
      return ditMacs(ditConfig(name, patch), { frames: 1, rows: side, columns: side });
    }),
  }));
}
