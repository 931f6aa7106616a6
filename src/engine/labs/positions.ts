import { oneOf, seed, text, whole } from './field.ts';
import type { SettingsOf } from './field.ts';

/** Where order comes from: nowhere, what is added to embeddings, the scores. */
export const SCHEMES = ['none', 'sinusoid', 'learned', 'rope', 'alibi'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** H and D of the attention: random weights. */
export const POSITION_HEADS = 2;
export const POSITION_WIDTH = 8;
/** How many words a sentence may have. */
export const POSITION_WORDS = { min: 2, max: 10 } as const;
/** How many positions the learned table has. */
export const LEARNED_POSITIONS = 512;
/** How many positions in a row the pair of words is tried at. */
export const TRIED_POSITIONS = 12;
/** Distances beyond these have too few pairs to compare. */
export const FARTHEST = 8;

export const positionsFields = {
  scheme: oneOf('rope', SCHEMES),
  words: text('the dog bites a man', 80),
  /** Places of the two words that swap, from 1. */
  first: whole(2, 1, POSITION_WORDS.max),
  second: whole(5, 1, POSITION_WORDS.max),
  /** By how much all positions are moved. */
  offset: whole(100, 1, LEARNED_POSITIONS - TRIED_POSITIONS),
  /** Whose scores are looked at. */
  head: oneOf(1, [1, 2]),
  seed,
};
export type PositionsSettings = SettingsOf<typeof positionsFields>;

export interface PositionsResult {
  readonly words: readonly string[];
  /** Outputs of self-attention, [T, D], of the sentence, and of the sentence with two words swapped. */
  readonly before: Float32Array;
  readonly after: Float32Array;
  /** How much each word's own output changed at most, [T], in the order of the first sentence. */
  readonly change: Float32Array;
  /** Scores before the softmax, [H, T, T], from position 0 on, and moved by the offset. */
  readonly scores: Float32Array;
  readonly moved: Float32Array;
  /** The largest difference between the two, and the largest score, over all heads. */
  readonly shift: number;
  readonly size: number;
  /**
   * One query of the first word and one key of the second, tried at many positions, near 0 and near
   * the offset: for each head and distance i − j from −FARTHEST to FARTHEST the lowest and the
   * highest score, [H, 2·FARTHEST + 1].
   */
  readonly lowest: Float32Array;
  readonly highest: Float32Array;
}

export function wordsOf(words: string): string[] {
  return words.split(/\s+/).filter((word) => word !== '');
}

/** What does not go together: too few or too many words, a place without a word, a swap of equals. */
export interface PositionsConflict {
  readonly field: 'words' | 'first' | 'second';
  readonly kind: 'count' | 'place' | 'equal';
  readonly words: number;
}

export function positionsConflict(settings: PositionsSettings): PositionsConflict | undefined {
  const words = wordsOf(settings.words);
  const { length } = words;
  const say = (field: PositionsConflict['field'], kind: PositionsConflict['kind']) => ({
    field,
    kind,
    words: length,
  });
  if (length < POSITION_WORDS.min || length > POSITION_WORDS.max) return say('words', 'count');
  if (settings.first > length) return say('first', 'place');
  if (settings.second > length) return say('second', 'place');
  const same = words[settings.first - 1] === words[settings.second - 1];
  return same ? say('second', 'equal') : undefined;
}
