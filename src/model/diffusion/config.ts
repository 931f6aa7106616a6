/**
 * What a diffusion transformer is made of, in numbers. No tfjs here: a page counts with it.
 */

/** The sizes of a diffusion transformer, and the choices that make its variants. */
export interface DitConfig {
  /** D */
  readonly width: number;
  /** H, a divisor of the width. */
  readonly heads: number;
  readonly layers: number;
  /** F / D: 4 unless told otherwise. */
  readonly mlpRatio?: number | undefined;
  /** The size of a patch, in pixels or latents. Time 1 × height 2 × width 2 is usual. */
  readonly patch: PatchSize;
  /** Channels of a pixel or latent. */
  readonly channels: number;
  /** Channels of the result: `channels` unless told otherwise. DiT doubles them to learn a variance. */
  readonly outChannels?: number | undefined;
  /** Channels of the sinusoids of the time: 256 unless told otherwise. */
  readonly frequencies?: number | undefined;
  /**
   * `joint`, unless told otherwise: all tokens attend to each other. `factorised`: blocks alternate
   * between attention within a frame and attention across frames, as in Latte.
   */
  readonly attention?: 'joint' | 'factorised' | undefined;
  /** How the network is told what to draw. */
  readonly condition: DitCondition;
}

export interface PatchSize {
  readonly frames: number;
  readonly height: number;
  readonly width: number;
}

/**
 * `adaLN`: a class, whose vector is added to the time's and modulates every block (DiT).
 * `cross`: a text, to which every block attends; the time alone modulates (PixArt-α).
 * `none`: the time alone.
 */
export type DitCondition =
  | { readonly kind: 'adaLN'; readonly classes: number }
  | { readonly kind: 'cross'; readonly textWidth: number }
  | { readonly kind: 'none' };

/** What a config says about the sizes of the weights. */
export interface DitSizes {
  readonly D: number;
  readonly F: number;
  /** Numbers in a patch that goes in, and in one that comes out. */
  readonly patchIn: number;
  readonly patchOut: number;
  readonly frequencies: number;
}

/** The sizes of the weights. */
export function ditSizes(config: DitConfig): DitSizes {
  const { width: D, mlpRatio = 4, patch, channels, outChannels = channels } = config;
  const volume = patch.frames * patch.height * patch.width;
  return {
    D,
    F: mlpRatio * D,
    patchIn: volume * channels,
    patchOut: volume * outChannels,
    frequencies: config.frequencies ?? 256,
  };
}

/** How the tokens of a clip lie: frame by frame, row by row, column by column. */
export interface Grid {
  readonly frames: number;
  readonly rows: number;
  readonly columns: number;
}

/** The number of tokens: T = frames · rows · columns. */
export function gridTokens({ frames, rows, columns }: Grid): number {
  return frames * rows * columns;
}

/**
 * Which tokens of a clip attend to each other: all (`joint`), those of the same frame (`spatial`),
 * or those at the same place of every frame (`temporal`).
 */
export type AttentionAxis = 'joint' | 'spatial' | 'temporal';

/** Which tokens attend to each other in block `layer`: factorised blocks begin within a frame. */
export function axisOf({ attention = 'joint' }: DitConfig, layer: number): AttentionAxis {
  if (attention === 'joint') return 'joint';
  return layer % 2 === 0 ? 'spatial' : 'temporal';
}

/** The sizes of the paper (Peebles and Xie 2022, table 1): layers, width, heads. */
export const DIT_SIZES = {
  S: { layers: 12, width: 384, heads: 6 },
  B: { layers: 12, width: 768, heads: 12 },
  L: { layers: 24, width: 1024, heads: 16 },
  XL: { layers: 28, width: 1152, heads: 16 },
} as const;

/** The paper's model of a size and patch: latents of 4 channels, 1000 classes, a learned variance. */
export function ditConfig(size: keyof typeof DIT_SIZES, patch: number): DitConfig {
  return {
    ...DIT_SIZES[size],
    patch: { frames: 1, height: patch, width: patch },
    channels: 4,
    outChannels: 8,
    condition: { kind: 'adaLN', classes: 1000 },
  };
}
