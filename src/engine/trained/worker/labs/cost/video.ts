import { countTextToVideo, textToVideoCost } from '../../../../../model/diffusion/cost.ts';
import type { CostPart, CostSettings } from '../../../../labs/cost.ts';

/** The parts of a text-to-video transformer: biases, norms, embeddings and modulation are left out. */
export function videoParts(settings: CostSettings): CostPart[] {
  const { layers, width, inner, textTokens, tokens } = settings;
  const sizes = { layers, width, inner, textTokens };
  const { projections, attention, feedForward } = textToVideoCost(tokens, sizes);
  const matrices = countTextToVideo({ ...sizes, inner: 0 });
  return [
    { name: 'attention', parameters: matrices, macs: projections + attention },
    { name: 'network', parameters: countTextToVideo(sizes) - matrices, macs: feedForward },
  ];
}
