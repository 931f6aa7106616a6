import { oneOf, seed, toggle, whole } from './field.ts';
import type { SettingsOf } from './field.ts';

/** A sentence that an encoder reads, and the beginning of its translation that a decoder has written. */
export const MASK_WORDS = {
  source: ['a', 'red', 'circle', 'moves', 'right'],
  target: ['[bos]', '一个', '红色', '圆形', '向右', '移动'],
} as const;

/** Places that a token may have, of the longest sequence. */
const PLACES = MASK_WORDS.target.length + 3;

export const maskFields = {
  /** Which attention: the encoder's on itself, the decoder's on itself, the decoder's on the encoder. */
  kind: oneOf('causal', ['causal', 'source', 'target', 'cross']),
  /** In which layers the mask is there. */
  where: oneOf('every', ['every', 'first', 'none']),
  /** What the mask blocks: columns, which is right, or rows. */
  axis: oneOf('columns', ['columns', 'rows', 'both']),
  layers: whole(1, 1, 3),
  /** Padding tokens of either sequence. */
  padding: whole(2, 0, 3),
  /** Whether the padding stands before the words. */
  before: toggle(false),
  /** The place, from 1, of the token that is looked at: the last one if there are fewer. */
  token: whole(4, 1, PLACES),
  seed,
};
export type MaskSettings = SettingsOf<typeof maskFields>;

export interface MaskResult {
  /** The tokens that ask, T, and those that answer, S. `[pad]` is padding. */
  readonly queries: readonly string[];
  readonly keys: readonly string[];
  /** [T, S]: 1 = may look. */
  readonly mask: Float32Array;
  /** [T, S]: what the last layer makes of it. */
  readonly pattern: Float32Array;
  /** [T, S]: the largest change of output t when token s is replaced. */
  readonly moved: Float32Array;
  /** [T, S]: 1 = output t may depend on token s; where the query is padding, nobody cares. */
  readonly allowed: Float32Array;
  readonly emptyRow: EmptyRow;
}

/** What comes out for a query that may look at nothing: on the inputs of `empty-row.json`, [T, K]. */
export interface EmptyRow {
  /** The attention of this course. */
  readonly ours: Float32Array;
  /** −∞ added to the blocked scores. */
  readonly infinite: Float32Array;
  /** −10⁹ added to the blocked scores. */
  readonly large: Float32Array;
}

export const PADDING = '[pad]';
