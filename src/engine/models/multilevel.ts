import type { DocumentConfig, TextModelConfig } from '../../model/index.ts';
import { ENGLISH } from '../../world/language/index.ts';
import { FACTS, NOT_TOLD } from '../../world/story/index.ts';
import type { Answer } from '../../world/story/index.ts';

/** Both models have as many layers of one size: what differs is which tokens meet. */
const LAYERS = 4;
const SIZES = {
  vocabulary: ENGLISH.size,
  ...{ width: 64, heads: 4, inner: 128 },
  norm: 'pre',
  positions: 'rotary',
} as const;

/** Words meet the words of their sentence, then sentences meet, the question among them. */
export const LEVELS: DocumentConfig = { ...SIZES, wordLayers: 1, sentenceLayers: LAYERS - 1 };

/** All words of the question and of the paragraph meet in every layer. */
export const FLAT: TextModelConfig = { ...SIZES, layers: LAYERS };

/** What both models can answer: their classes, in this order. */
export const ANSWERS: readonly Answer[] = [...FACTS, NOT_TOLD];

/** The ids of a question and of each sentence. */
export type Rows = readonly (readonly number[])[];

/** A question and a paragraph as the multi-level reader reads them: the question is the first row. */
export interface ReadRows {
  readonly ids: Rows;
  /** The same as words: `[unk]` for one that the model does not know. */
  readonly tokens: readonly (readonly string[])[];
}

/** `[cls]` question, then each sentence. */
export function readRows(
  question: readonly string[],
  sentences: readonly (readonly string[])[],
): ReadRows {
  const rows = [['[cls]', ...question], ...sentences];
  const ids = rows.map((row) => ENGLISH.encode(row));
  return { ids, tokens: ids.map((row) => ENGLISH.decode(row)) };
}
