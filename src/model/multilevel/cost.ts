import type { LayerConfig } from '../config.ts';
import type { DocumentConfig, FactorizedConfig, WindowEncoderConfig } from './config.ts';
import { chunksOf, countDistances, layerKind } from './geometry.ts';
import type { GridSize, LocalGlobalReach, SpaceTimeAttention, SpaceTimeKind } from './geometry.ts';

/**
 * What the forward pass of each architecture costs, for one sample, without tfjs: for pages that
 * only count. Exact: as many multiply-accumulates as the code's matrix products have, padding and
 * blocked keys included.
 */
export interface Cost {
  /** Linear layers around attention: queries, keys, values, output; merging; pooling's hidden layer. */
  readonly projections: number;
  /** Scores and mixes: what grows with the number of pairs. */
  readonly attention: number;
  readonly feedForward: number;
  /** One-hot products that stand for reading a table, which need not multiply. */
  readonly lookup: number;
}

/** The sizes of one layer that matter here. */
export type LayerSizes = Pick<LayerConfig, 'width' | 'inner'>;

const NOTHING: Cost = { projections: 0, attention: 0, feedForward: 0, lookup: 0 };

export function addCosts(...costs: readonly Cost[]): Cost {
  return costs.reduce(
    (sum, cost) => ({
      projections: sum.projections + cost.projections,
      attention: sum.attention + cost.attention,
      feedForward: sum.feedForward + cost.feedForward,
      lookup: sum.lookup + cost.lookup,
    }),
    NOTHING,
  );
}

/** All multiply-accumulates. */
export function totalMacs({ projections, attention, feedForward, lookup }: Cost): number {
  return projections + attention + feedForward + lookup;
}

/**
 * One encoder layer: 4·T·D² for the projections, 2·D a pair for score and mix, 2·T·D·F for the
 * feed-forward network. `pairs` is how many queries meet how many keys in all, T² in full attention.
 */
export function encoderLayerCost(tokens: number, pairs: number, sizes: LayerSizes): Cost {
  const { width: D, inner: F } = sizes;
  return { ...attentionCost(tokens, pairs, D), feedForward: 2 * tokens * D * F };
}

function attentionCost(tokens: number, pairs: number, D: number): Cost {
  return { ...NOTHING, projections: 4 * tokens * D * D, attention: 2 * pairs * D };
}

/** `attentionPooling`: T·D² for the hidden layer, 2·D a token for score and mean. */
export function poolingCost(tokens: number, D: number): Cost {
  return { ...NOTHING, projections: tokens * D * D, attention: 2 * tokens * D };
}

/** `documentEncoder` on N sentences of W words: N·W² + N² pairs a layer, not (N·W)². */
export function documentCost(sentences: number, words: number, config: DocumentConfig): Cost {
  const { width: D, vocabulary: V, wordLayers, sentenceLayers } = config;
  const [N, tokens] = [sentences, sentences * words];
  return addCosts(
    { ...NOTHING, lookup: tokens * V * D },
    ...times(wordLayers, encoderLayerCost(tokens, tokens * words, config)),
    poolingCost(tokens, D),
    ...times(sentenceLayers, encoderLayerCost(N, N * N, config)),
    poolingCost(N, D),
  );
}

/** `windowEncoder` with its bias tables: T·W pairs a block, W tokens a window. */
export function windowEncoderCost([Y, X]: GridSize, config: WindowEncoderConfig): Cost {
  const { width, inner, heads, windowSize, depths } = config;
  const down = windowSize[0] === 1 ? 1 : 2;
  const W = windowSize[0] * windowSize[1];
  const stages = depths.map((depth, i) => {
    const scale = 2 ** i;
    const tokens = (Y * X) / (2 * down) ** i;
    const [D, H] = [width * scale, heads * scale];
    const layer = encoderLayerCost(tokens, tokens * W, { width: D, inner: inner * scale });
    const block = { ...layer, lookup: W * W * countDistances(windowSize) * H };
    const merge = i === 0 ? 0 : tokens * down * D * D; // a merge reads 2·down tokens of width D / 2
    return addCosts({ ...NOTHING, projections: merge }, ...times(depth, block));
  });
  return addCosts(...stages);
}

/**
 * `localGlobalLayer` on T tokens: each of the N·W queries in the chunks meets S keys, and each of
 * the G global queries T: linear in T.
 */
export function localGlobalCost(T: number, reach: LocalGlobalReach, sizes: LayerSizes): Cost {
  const { size, count, keys } = chunksOf(T, reach);
  const { globals = [] } = reach;
  return encoderLayerCost(T, count * size * keys + globals.length * T, sizes);
}

/** How large a clip is: N frames of S tokens. */
export interface ClipSize {
  readonly frames: number;
  readonly tokens: number;
}

/** `spaceTimeLayer`. Joint over divided attention is N·S / (N + S). */
export function spaceTimeCost(kind: SpaceTimeKind, clip: ClipSize, sizes: LayerSizes): Cost {
  const { frames: N, tokens: S } = clip;
  const layer = (pairs: number) => encoderLayerCost(N * S, pairs, sizes);
  switch (kind) {
    case 'joint':
      return layer((N * S) ** 2);
    case 'space':
      return layer(N * S * S);
    case 'time':
      return layer(S * N * N);
    case 'divided':
      return addCosts(attentionCost(N * S, S * N * N, sizes.width), layer(N * S * S));
  }
}

/** `spaceTimeEncoder` with so many layers. */
export function spaceTimeEncoderCost(
  attention: SpaceTimeAttention,
  layers: number,
  clip: ClipSize,
  sizes: LayerSizes,
): Cost {
  const costs = Array.from({ length: layers }, (_, i) =>
    spaceTimeCost(layerKind(attention, i), clip, sizes),
  );
  return addCosts(...costs);
}

/** `factorizedEncoder`: N·S² pairs a layer in space, then N² a layer in time. */
export function factorizedCost(clip: ClipSize, config: FactorizedConfig): Cost {
  const { frames: N } = clip;
  return addCosts(
    ...times(config.spaceLayers, spaceTimeCost('space', clip, config)),
    ...times(config.timeLayers, encoderLayerCost(N, N * N, config)),
  );
}

function times(count: number, cost: Cost): Cost[] {
  return Array.from({ length: count }, () => cost);
}
