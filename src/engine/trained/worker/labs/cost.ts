import { activationBytes, keptNumbers, stateBytes } from '../../../../model/training/count.ts';
import type { CostPart, CostResult, CostSettings } from '../../../labs/cost.ts';
import { diffusionParts } from './cost/diffusion.ts';
import { cacheOf, textParts } from './cost/text.ts';
import { videoParts } from './cost/video.ts';

/** What a model of the settings costs, by the counts of the library. Makes no tensor. */
export function run(settings: CostSettings): CostResult {
  const tokens = tokensOf(settings);
  const parts = partsOf(settings).filter(({ parameters, macs }) => parameters > 0 || macs > 0);
  const parameters = parts.reduce((sum, part) => sum + part.parameters, 0);
  const { width, batch, sharding, devices, recompute } = settings;
  return {
    tokens,
    parts,
    parameters,
    macs: parts.reduce((sum, part) => sum + part.macs, 0),
    cacheOfToken: cacheOf(settings, 1, 1),
    cache: cacheOf(settings, tokens, batch),
    state: stateBytes(parameters, sharding, devices),
    activations: activationBytes(tokens * batch, width, insides(settings), recompute),
  };
}

function tokensOf({ kind, tokens, side, patch }: CostSettings): number {
  return kind === 'diffusion' ? (side / patch) ** 2 : tokens;
}

function partsOf(settings: CostSettings): CostPart[] {
  if (settings.kind === 'diffusion') return diffusionParts(settings);
  if (settings.kind === 'text-to-video') return videoParts(settings);
  return textParts(settings);
}

/** What each block keeps for the backward pass. */
function insides({ kind, layers, width, inner, gated }: CostSettings): number[] {
  const sizes = { width, inner: kind === 'diffusion' ? 4 * width : inner };
  const stack = (attentions: number, gate = gated) =>
    Array<number>(layers).fill(keptNumbers(sizes, attentions, gate));
  if (kind === 'encoder-decoder') return [...stack(1), ...stack(2)];
  if (kind === 'text-to-video') return stack(2, false);
  return stack(1, kind === 'diffusion' ? false : gated);
}
