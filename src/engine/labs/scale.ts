import { oneOf, seed, whole } from './field.ts';
import type { SettingsOf } from './field.ts';

/** The head widths K that are measured. */
export const SCALE_WIDTHS = [4, 16, 64, 256, 1024] as const;

/** Random queries and keys, all components independent with mean 0 and variance 1. */
export const scaleFields = {
  /** S, keys that each query chooses from. */
  keys: whole(64, 2, 512),
  /** K of the query that is looked at. */
  width: oneOf(64, SCALE_WIDTHS),
  seed,
};
export type ScaleSettings = SettingsOf<typeof scaleFields>;

/** Over all queries. */
export interface Softness {
  /** The largest probability of a query's softmax: the mean. */
  readonly largest: number;
  /**
   * Length of the gradient at a query's scores when each probability gets a gradient with mean 0 and
   * variance 1: the median, because a few undecided queries would hide that the others are stuck.
   */
  readonly gradient: number;
}

export interface ScaleRow {
  readonly width: number;
  /** Standard deviation of the dot products, before any scale. */
  readonly spread: number;
  readonly plain: Softness;
  readonly scaled: Softness;
}

export interface ScaleResult {
  readonly rows: readonly ScaleRow[];
  /** The first query of the chosen width: its probabilities, the largest first. */
  readonly plain: Float32Array;
  readonly scaled: Float32Array;
}
