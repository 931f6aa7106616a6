import { decimal, oneOf, seed, whole } from './field.ts';
import type { SettingsOf } from './field.ts';

/**
 * Where the update of a weight comes from: drawn; what fine-tuning of all weights did to the reader
 * on its way to the answerer; what the classifier's adapters add.
 */
export const LORA_SOURCES = ['drawn', 'answerer', 'classifier'] as const;
export const LORA_MATRICES = ['query', 'value'] as const;

export const loraFields = {
  source: oneOf('drawn', LORA_SOURCES),
  rank: whole(4, 1, 64),
  /** D: drawn updates are D × D. */
  size: whole(32, 2, 64),
  /** Each singular value of a drawn update over the one before. */
  decay: decimal(0.8, 0.05, 1),
  layer: oneOf(1, [1, 2, 3, 4]),
  matrix: oneOf('query', LORA_MATRICES),
  /** The width of a large model, for the count alone. */
  large: whole(4096, 64, 20_480),
  seed,
};
export type LoraSettings = SettingsOf<typeof loraFields>;

export interface LoraResult {
  /** D, and the rank that was used: no more than D. */
  readonly size: number;
  readonly rank: number;
  /** Of the update, the largest first. */
  readonly singular: Float32Array;
  /** By rank from 0: what is left of the update, as a share of its length, by the singular values. */
  readonly errors: Float32Array;
  /** The same at the rank that was used, measured on the matrices themselves. */
  readonly measured: number;
  /** Adapter beside the weight against the merged weight, on random inputs. */
  readonly merge: {
    /** The largest difference of outputs, and the largest output. */
    readonly difference: number;
    readonly largest: number;
    readonly compared: number;
  };
  /** Numbers that are trained, with and without adapters: here, and in a matrix of the large width. */
  readonly moved: number;
  readonly full: number;
  readonly movedLarge: number;
  readonly fullLarge: number;
}
