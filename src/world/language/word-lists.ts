import { LEXICON, VERBS } from './lexicon.ts';
import { PHRASINGS } from './phrasings.ts';
import { STORY_WORDS } from './story-words.ts';
import { literals } from './template.ts';
import type { Words } from './lexicon.ts';

/** Every word that an English caption can hold. */
export const CAPTION_WORDS: readonly string[] = sorted([
  ...entries().flatMap(({ english }) => english.flatMap((words) => words.split(' '))),
  ...VERBS.flatMap(([_, moving]) => moving),
  ...PHRASINGS.flatMap(({ english }) => literals(english)),
  'a',
  'an',
]);

/** Every English word of the world: of captions, stories and questions. */
export const ENGLISH_WORDS: readonly string[] = sorted([...CAPTION_WORDS, ...STORY_WORDS]);

/** Every word that a Chinese caption can hold. */
export const CHINESE_WORDS: readonly string[] = sorted([
  ...entries().flatMap(({ chinese }) => chinese[0].split(' ')),
  ...PHRASINGS.flatMap(({ chinese }) => literals(chinese)),
]);

function entries(): Words[] {
  return Object.values(LEXICON).flatMap((values) => Object.values<Words>(values));
}

/** By code units, which is the same everywhere, and each word once. */
function sorted(words: readonly string[]): string[] {
  return [...new Set(words)].sort();
}
