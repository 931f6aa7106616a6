import { countAttention, countFeedForward } from '../../../../../model/count.ts';
import type { DitConfig } from '../../../../../model/diffusion/config.ts';
import { countDit, ditBlockMacs, ditMacs } from '../../../../../model/diffusion/count.ts';
import type { CostPart, CostSettings } from '../../../../labs/cost.ts';

/** The parts of a diffusion transformer for images, as in Peebles and Xie 2022. */
export function diffusionParts(settings: CostSettings): CostPart[] {
  const { layers: L, width: D, side, patch } = settings;
  const config = configOf(settings);
  const grid = { frames: 1, rows: side / patch, columns: side / patch };
  const T = grid.rows * grid.columns;
  const F = 4 * D;
  const blocks = L * ditBlockMacs(config, 0, grid);
  const network = {
    name: 'network',
    parameters: L * countFeedForward(D, F),
    macs: L * 2 * T * D * F,
  } as const;
  const modulation = {
    name: 'modulation',
    parameters: L * (6 * D * D + 6 * D),
    macs: L * 6 * D * D,
  } as const;
  const attention = {
    name: 'attention',
    parameters: L * countAttention(D),
    macs: blocks - network.macs - modulation.macs,
  } as const;
  const inner = attention.parameters + network.parameters + modulation.parameters;
  const rest = {
    name: 'rest',
    parameters: countDit(config) - inner,
    macs: ditMacs(config, grid) - blocks,
  } as const;
  return [attention, network, modulation, rest];
}

/** Latents of 4 channels, 1000 classes, a learned variance: the model of the paper. */
function configOf({ layers, width, heads, patch }: CostSettings): DitConfig {
  return {
    layers,
    width,
    heads,
    patch: { frames: 1, height: patch, width: patch },
    channels: 4,
    outChannels: 8,
    condition: { kind: 'adaLN', classes: 1000 },
  };
}
