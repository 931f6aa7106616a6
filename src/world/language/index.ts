/** What Shapes World says of its scenes, in two languages, and how it is read. */
export { caption, longCaption, phrasingsFor, shortPrompt, write } from './caption.ts';
export { expandPrompt } from './expand.ts';
export { LEXICON } from './lexicon.ts';
export { EVERYTHING, holds, inverse, meaningOf, sameMeaning } from './meaning.ts';
export { PHRASINGS } from './phrasings.ts';
export { tokenizeChinese, tokenizeEnglish } from './tokenizer.ts';
export { CHINESE, createVocabulary, ENGLISH, PAD, SPECIAL, UNKNOWN } from './vocabulary.ts';
export { CAPTION_WORDS, CHINESE_WORDS, ENGLISH_WORDS } from './word-lists.ts';
export type { Caption } from './caption.ts';
export type { Expansion } from './expand.ts';
export type { Sayable } from './lexicon.ts';
export type { Meaning, PartialThing, Said } from './meaning.ts';
export type { Phrasing } from './phrasings.ts';
export type { Choose } from './slots.ts';
export type { Token } from './tokenizer.ts';
export type { Special, Vocabulary } from './vocabulary.ts';
