import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { sentencesOf } from './claims.mjs';

/** @typedef {{ words: number, grade: number }} Grade */

/**
 * How long a text is, and how many years of school it asks of its reader (Flesch–Kincaid, from the lengths of
 * sentences and words). Code and formulas do not count.
 * @param {readonly import('./prose.mjs').Block[]} blocks
 * @returns {Grade}
 */
export function gradeOf(blocks) {
  const sentences = blocks
    .flatMap(({ text }) => sentencesOf(text))
    .filter((one) => wordsIn(one) > 0);
  const text = sentences.join(' ');
  const counts = { sentence: sentences.length, word: wordsIn(text), syllable: syllable(text) };
  return { words: counts.word, grade: fleschKincaid(counts) };
}

/** @param {string} text */
function wordsIn(text) {
  return text.match(/\p{L}[\p{L}’'-]*/gu)?.length ?? 0;
}
