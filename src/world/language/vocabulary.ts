import { WorldError } from '../error.ts';
import { CHINESE_WORDS, ENGLISH_WORDS } from './word-lists.ts';

/** What is no word: filler, an unknown word, and marks for the models. Their ids are their indices. */
export const SPECIAL = ['[pad]', '[unk]', '[cls]', '[sep]', '[mask]', '[bos]', '[eos]'] as const;
export type Special = (typeof SPECIAL)[number];

/** A list of words, each with its place in it as its id. The special ones come first. */
export interface Vocabulary {
  readonly words: readonly string[];
  readonly size: number;
  readonly idOf: (word: string) => number;
  readonly has: (word: string) => boolean;
  readonly encode: (words: readonly string[]) => number[];
  readonly decode: (ids: readonly number[]) => string[];
}

export const PAD = 0;
export const UNKNOWN = 1;

/** @throws WorldError, from `decode`, for an id that no word has. */
export function createVocabulary(list: readonly string[]): Vocabulary {
  const words = [...SPECIAL, ...list];
  const ids = new Map(words.map((word, id) => [word, id]));
  if (ids.size < words.length) throw new WorldError('vocabulary', 'each word once', 'one twice');
  const idOf = (word: string) => ids.get(word) ?? UNKNOWN;
  return {
    words,
    size: words.length,
    idOf,
    has: (word) => ids.has(word),
    encode: (text) => text.map(idOf),
    decode: (text) => text.map((id) => wordAt(words, id)),
  };
}

export const ENGLISH: Vocabulary = createVocabulary(ENGLISH_WORDS);
export const CHINESE: Vocabulary = createVocabulary(CHINESE_WORDS);

function wordAt(words: readonly string[], id: number): string {
  const word = words[id];
  if (word === undefined) throw new WorldError('decode', `an id below ${words.length}`, `${id}`);
  return word;
}
