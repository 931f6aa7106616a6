import { SHARDINGS } from '../../model/training/count.ts';
import { oneOf, toggle, whole } from './field.ts';
import type { SettingsOf } from './field.ts';

/**
 * Two stacks (2017), one stack that reads (BERT), one that writes (GPT, Llama), a diffusion
 * transformer for images (DiT), one for videos with cross-attention to a text (Wan).
 */
export const COST_KINDS = [
  'encoder-decoder',
  'encoder',
  'decoder',
  'diffusion',
  'text-to-video',
] as const;
export type CostKind = (typeof COST_KINDS)[number];

/** After the residual sum, before the sub-layer, or before it by the root mean square alone. */
export const COST_NORMS = ['post', 'pre', 'rms'] as const;

export const costFields = {
  kind: oneOf('encoder-decoder', COST_KINDS),
  /** L; of two stacks, each. */
  layers: whole(6, 1, 200),
  /** D */
  width: whole(512, 8, 20_480),
  /** H */
  heads: whole(8, 1, 256),
  /** H / G: how many heads of queries share keys and values. */
  sharing: whole(1, 1, 256),
  /** F */
  inner: whole(2048, 8, 81_920),
  /** SwiGLU: a third matrix. */
  gated: toggle(false),
  norm: oneOf('post', COST_NORMS),
  /** V */
  vocabulary: whole(37_000, 2, 1_000_000),
  /** Whether the logits take the embedding's matrix. */
  tied: toggle(true),
  /** Entries of a learned table of positions; 0: none. */
  positions: whole(0, 0, 1_000_000),
  /** T, of a sample. */
  tokens: whole(64, 1, 1_000_000),
  /** S, of the text that a video is made of. */
  textTokens: whole(512, 1, 10_000),
  /** A side of the square of latents. */
  side: whole(32, 1, 512),
  patch: oneOf(2, [1, 2, 4, 8]),
  /** B */
  batch: whole(1, 1, 10_000),
  /** Of a number in the cache. */
  bytes: oneOf(2, [1, 2, 4]),
  sharding: oneOf('nothing', SHARDINGS),
  devices: whole(8, 1, 100_000),
  /** Whether activations are computed again instead of kept. */
  recompute: toggle(false),
};
export type CostSettings = SettingsOf<typeof costFields>;

export const COST_PARTS = [
  'embedding',
  'attention',
  'network',
  'norms',
  'modulation',
  'output',
  'rest',
] as const;
export type CostPartName = (typeof COST_PARTS)[number];

export interface CostPart {
  readonly name: CostPartName;
  readonly parameters: number;
  /** Multiply-accumulates of a forward pass of one sample. */
  readonly macs: number;
}

export interface CostResult {
  /** T, of one sample. */
  readonly tokens: number;
  readonly parts: readonly CostPart[];
  readonly parameters: number;
  readonly macs: number;
  /** Bytes of keys and values of one token, and of the whole batch; 0 where nothing is written token by token. */
  readonly cacheOfToken: number;
  readonly cache: number;
  /** Bytes that a device holds of weights, gradients and optimizer in training. */
  readonly state: number;
  /** Bytes of activations, were the batch on one device. */
  readonly activations: number;
}
