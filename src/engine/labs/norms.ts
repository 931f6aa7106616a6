import { decimal, oneOf, seed, whole } from './field.ts';
import type { SettingsOf } from './field.ts';

/** Where a layer norm stands: after the sum of a sub-layer, or before the sub-layer. */
export const NORM_PLACES = ['post', 'pre'] as const;
export type Place = (typeof NORM_PLACES)[number];

/** The task: sequences of so many tokens of so many kinds, to be said backwards. */
export const REVERSAL = { sequences: 4, tokens: 8, kinds: 16 } as const;

export const normsFields = {
  layers: whole(6, 1, 12),
  width: oneOf(16, [16, 32, 64]),
  steps: whole(6, 1, 60),
  /** Of AdamW. */
  rate: decimal(0.01, 0, 0.1),
  /** Steps in which the rate rises to its full height; 0 is none. */
  warmup: whole(0, 0, 60),
  seed,
};
export type NormsSettings = SettingsOf<typeof normsFields>;

/** A stack with its norms in one place. */
export interface NormsRun {
  /** Length of the gradient at each layer's weights, [layers], before the first step. */
  readonly first: Float32Array;
  /** The same after the last step. */
  readonly last: Float32Array;
  /** Before each step, and after the last: [steps + 1]. Cross-entropy in nats. */
  readonly losses: Float32Array;
  /** Length of the whole gradient, [steps + 1]. */
  readonly gradients: Float32Array;
}

export type NormsResult = Readonly<Record<Place, NormsRun>>;

/** What is told after each step. */
export interface NormsStep {
  readonly place: Place;
  readonly step: number;
  readonly loss: number;
}
