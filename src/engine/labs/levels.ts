import { oneOf, whole } from './field.ts';
import type { SettingsOf } from './field.ts';

/** How a paragraph is read. */
export const READINGS = ['flat', 'levels', 'shifted', 'local'] as const;
export type Reading = (typeof READINGS)[number];

/** How a clip is read. */
export const CLIP_READINGS = ['joint', 'divided', 'alternating'] as const;
export type ClipReading = (typeof CLIP_READINGS)[number];

/** Most words of a paragraph: 8 sentences of 8. */
export const MOST_WORDS = 64;

/** The paragraphs whose cost is compared, in sentences. */
export const LENGTHS = [1, 2, 4, 8, 16, 24, 32, 48] as const;

export const levelsFields = {
  reading: oneOf('levels', READINGS),
  sentences: whole(4, 2, 8),
  words: oneOf(4, [4, 8]),
  layers: whole(3, 1, 8),
  /** W: a shifted window has so many words; with local attention a word sees fewer than so many to each side. */
  window: oneOf(4, [2, 4]),
  /** The word that is asked about, from 1. */
  word: whole(6, 1, MOST_WORDS),
  frames: whole(13, 1, 64),
  patches: whole(1350, 1, 4000),
};
export type LevelsSettings = SettingsOf<typeof levelsFields>;

/** Who depends on whom after a layer. */
export interface Stage {
  /** What the rows are: words, or sentences. */
  readonly rows: 'words' | 'sentences';
  /** 1 where a row depends on a word, row-major [rows, T]. */
  readonly reach: Float32Array;
}

export interface LevelsResult {
  /** One for each layer. */
  readonly stages: readonly Stage[];
  /** Multiply-accumulates of all layers against `LENGTHS`: of scores and mixes, and of all. */
  readonly costs: Readonly<Record<Reading, { attention: Float32Array; total: Float32Array }>>;
  readonly clip: Readonly<Record<ClipReading, ClipCost>>;
}

/** Two layers on a clip. */
export interface ClipCost {
  /** Multiply-accumulates of scores and mixes in two layers. */
  readonly attention: number;
  /** On how many tokens the first one depends after one layer, and after two. */
  readonly reach: readonly [number, number];
}
