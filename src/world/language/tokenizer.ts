import { splitWords } from '../words.ts';
import { CHINESE_WORDS } from './word-lists.ts';

/** A piece of a text. */
export interface Token {
  /** What a vocabulary is asked for. */
  readonly word: string;
  /** As it stands in the text, from its code unit `start` on. */
  readonly text: string;
  readonly start: number;
}

/** Cuts an English text into words and signs, in lower case. */
export function tokenizeEnglish(text: string): Token[] {
  let end = 0;
  return splitWords(text).map((word) => {
    const start = text.indexOf(word, end);
    end = start + word.length;
    return { word: word.toLowerCase(), text: word, start };
  });
}

/**
 * Cuts a Chinese text, which has no spaces, into known words: at each place the longest that is
 * there. A character that begins none is a token of its own.
 */
export function tokenizeChinese(text: string, known: readonly string[] = CHINESE_WORDS): Token[] {
  const words = new Set(known);
  const longest = Math.max(1, ...known.map((word) => word.length));
  const tokens: Token[] = [];
  for (let start = 0; start < text.length;) {
    const word = longestWord(text.slice(start, start + longest), words);
    if (word.trim() !== '') tokens.push({ word, text: word, start });
    start += word.length;
  }
  return tokens;
}

/** The longest known word that a text begins with, or else its first character. */
function longestWord(text: string, words: ReadonlySet<string>): string {
  for (let length = text.length; length > 0; length--) {
    if (words.has(text.slice(0, length))) return text.slice(0, length);
  }
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}
