/**
 * The size and the cost of a text-to-video transformer from a few numbers, without tfjs: for pages
 * that only count. Biases, norms, embeddings and modulation are left out, about 1 % of the products.
 */
import { addCosts, encoderLayerCost, totalMacs } from '../multilevel/cost.ts';
import type { Cost } from '../multilevel/cost.ts';

/** Blocks of self-attention over the video, cross-attention to the text, and a feed-forward network. */
export interface TextToVideoSizes {
  /** L */
  readonly layers: number;
  /** D */
  readonly width: number;
  /** F */
  readonly inner: number;
  /** S, the tokens of the text. */
  readonly textTokens: number;
}

/** L·(8D² + 2DF): two attentions of four matrices, and the feed-forward network. */
export function countTextToVideo({ layers, width: D, inner: F }: TextToVideoSizes): number {
  return layers * (8 * D * D + 2 * D * F);
}

/**
 * The multiply-accumulates of one prediction on T tokens of video.
 *
 *     L·(6TD² + 2SD²)   projections: self-attention 4TD², cross-attention 2TD² + 2SD²
 *     L·(2T²D + 2TSD)   attention: scores and mix, with the video and with the text
 *     L·2TDF            feed-forward network
 */
export function textToVideoCost(T: number, sizes: TextToVideoSizes): Cost {
  const { layers: L, width: D, textTokens: S } = sizes;
  const cross = {
    projections: 2 * T * D * D + 2 * S * D * D,
    attention: 2 * T * S * D,
    feedForward: 0,
    lookup: 0,
  };
  const block = addCosts(encoderLayerCost(T, T * T, sizes), cross);
  return {
    projections: L * block.projections,
    attention: L * block.attention,
    feedForward: L * block.feedForward,
    lookup: 0,
  };
}

/**
 * The multiply-accumulates of sampling a clip.
 *
 * @param evaluations how often a step asks the network: 2 with classifier-free guidance
 */
export function samplingMacs(
  T: number,
  sizes: TextToVideoSizes,
  steps: number,
  evaluations: number,
): number {
  return steps * evaluations * totalMacs(textToVideoCost(T, sizes));
}
