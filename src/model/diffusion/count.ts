import { axisOf, ditSizes, gridTokens } from './config.ts';
import type { DitConfig, Grid } from './config.ts';

/** What a network reads besides its patches: how long the text is, if it reads one. */
export interface CountOptions {
  /** S, the tokens of the text: 0 unless told otherwise. */
  readonly textTokens?: number | undefined;
}

/**
 * How many parameters a diffusion transformer has. Nearly all are in the blocks: 4D² for
 * attention, 8D² for the MLP, 6D² for the modulation, so about 18·L·D² (Peebles and Xie 2022).
 */
export function countDit(config: DitConfig): number {
  const { D, patchIn, patchOut, frequencies } = ditSizes(config);
  const time = countLinear(frequencies, D) + countLinear(D, D);
  const label = config.condition.kind === 'adaLN' ? (config.condition.classes + 1) * D : 0;
  const final = countLinear(D, 2 * D) + countLinear(D, patchOut);
  return countLinear(patchIn, D) + time + label + config.layers * countDitBlock(config) + final;
}

/** How many parameters a block has. */
export function countDitBlock(config: DitConfig): number {
  const { D, F } = ditSizes(config);
  const { condition } = config;
  const cross =
    condition.kind === 'cross'
      ? 2 * countLinear(D, D) + 2 * countLinear(condition.textWidth, D)
      : 0;
  const mlp = countLinear(D, F) + countLinear(F, D);
  return countLinear(D, 6 * D) + 4 * countLinear(D, D) + cross + mlp;
}

/**
 * How many multiply-accumulates a prediction for one clip takes. The "Gflops" of the DiT paper
 * are these, in thousand millions; count two operations each for FLOPs.
 */
export function ditMacs(config: DitConfig, grid: Grid, options: CountOptions = {}): number {
  const { D, patchIn, patchOut, frequencies } = ditSizes(config);
  const T = gridTokens(grid);
  const blocks = Array.from({ length: config.layers }, (_, layer) =>
    ditBlockMacs(config, layer, grid, options),
  ).reduce((sum, macs) => sum + macs, 0);
  const condition = frequencies * D + D * D;
  const final = 2 * D * D + T * D * patchOut;
  return T * patchIn * D + condition + blocks + final;
}

/**
 * The multiply-accumulates of one block on T tokens: 4TD² + 2TFD for the linear layers, 6D² for the
 * modulation, and 2·T·N·D for the products of queries with keys and of weights with values, where
 * a token attends to N tokens: T if joint, else those of its frame or of its place.
 */
export function ditBlockMacs(
  config: DitConfig,
  layer: number,
  grid: Grid,
  { textTokens: S = 0 }: CountOptions = {},
): number {
  const { D, F } = ditSizes(config);
  const { condition } = config;
  const T = gridTokens(grid);
  const self = 4 * T * D * D + 2 * T * seenTokens(config, layer, grid) * D;
  const textMacs = condition.kind === 'cross' ? 2 * S * condition.textWidth * D : 0;
  const cross = condition.kind === 'cross' ? 2 * T * D * D + 2 * T * S * D + textMacs : 0;
  return 6 * D * D + self + cross + 2 * T * F * D;
}

/** How many tokens a token attends to in block `layer`. */
export function seenTokens(config: DitConfig, layer: number, grid: Grid): number {
  const axis = axisOf(config, layer);
  const seen = {
    joint: gridTokens(grid),
    spatial: grid.rows * grid.columns,
    temporal: grid.frames,
  };
  return seen[axis];
}

/** Weight and bias. */
function countLinear(D: number, F: number): number {
  return D * F + F;
}
