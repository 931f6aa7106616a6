import { CHINESE, ENGLISH } from '../../world/language/index.ts';
import type { Vocabulary } from '../../world/language/index.ts';
import { SOURCE } from './config.ts';

/** A text as a model reads it, special tokens included. */
export interface Read {
  readonly ids: readonly number[];
  /** The same as words: `[unk]` for one that the model does not know. */
  readonly tokens: readonly string[];
}

/** What the translator reads: the words alone. */
export function readSource(words: readonly string[]): Read {
  return read(SOURCE, words);
}

/** The ids with which every translation begins and ends, and how many tokens it may have. */
export const TARGET = {
  start: CHINESE.idOf('[bos]'),
  end: CHINESE.idOf('[eos]'),
  longest: 48,
  word: (id: number): string => CHINESE.decode([id]).join(''),
} as const;

/** What the reader reads: `[cls]`, which speaks for all, the words, and `[sep]`. */
export function readText(words: readonly string[]): Read {
  return read(ENGLISH, ['[cls]', ...words, '[sep]']);
}

/** A question with the paragraph that answers it: `[cls]` question `[sep]` paragraph `[sep]`. */
export function readQuestion(
  question: readonly string[],
  paragraph: readonly string[],
): Read & { readonly passage: readonly boolean[] } {
  const before = ['[cls]', ...question, '[sep]'];
  const passage = [...before.map(() => false), ...paragraph.map(() => true), false];
  return { ...read(ENGLISH, [...before, ...paragraph, '[sep]']), passage };
}

function read(vocabulary: Vocabulary, words: readonly string[]): Read {
  const ids = vocabulary.encode(words);
  return { ids, tokens: vocabulary.decode(ids) };
}
