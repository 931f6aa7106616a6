import type { Activation } from './activation.ts';

/** Norm after the residual sum (2017) or before the sub-layer. */
export type NormPlace = 'post' | 'pre';

/** Layer normalization, or root mean square alone. */
export type NormKind = 'layer' | 'rms';

/** Where order comes in: added to the embedding (the first two), or in each attention, or not. */
export type Positions = 'sinusoidal' | 'learned' | 'rotary' | 'alibi' | 'none';

/** A mixture of experts in the place of one feed-forward network. */
export interface ExpertsConfig {
  /** E */
  readonly count: number;
  /** How many of them a token is sent to. */
  readonly top: number;
}

/**
 * One layer's architecture: every variant is a switch here. What is left out is as in Vaswani et
 * al. 2017. A config is data: what `init…` builds from it, the layer functions take as options.
 */
export interface LayerConfig {
  /** D */
  readonly width: number;
  /** H, a divisor of D */
  readonly heads: number;
  /** F */
  readonly inner: number;
  /** G, a divisor of H: fewer than H is grouped-query attention, 1 is multi-query attention. */
  readonly keyValueHeads?: number | undefined;
  /** `post` unless told otherwise. */
  readonly norm?: NormPlace | undefined;
  /** `layer` unless told otherwise. */
  readonly normKind?: NormKind | undefined;
  /** `relu` unless told otherwise. */
  readonly activation?: Activation | undefined;
  /** `sinusoidal` unless told otherwise. */
  readonly positions?: Positions | undefined;
  /** A token attends to itself and to fewer than this many tokens to each side. */
  readonly window?: number | undefined;
  readonly experts?: ExpertsConfig | undefined;
}

/** What the layer functions take of a config. */
export function layerOptions(config: LayerConfig) {
  const { heads, norm, activation, window, positions, experts } = config;
  return {
    heads,
    norm,
    activation,
    window,
    rotary: positions === 'rotary',
    alibi: positions === 'alibi',
    top: experts?.top,
  };
}
