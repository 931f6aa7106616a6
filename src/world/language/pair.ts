import type { Part, Term } from './template.ts';

/** A text in both languages, and which words of the one come from which of the other. */
export interface Pair {
  readonly english: string;
  readonly chinese: string;
  readonly englishTokens: readonly string[];
  readonly chineseTokens: readonly string[];
  /** For each Chinese token, the indices of the English words that it translates: little words have none. */
  readonly alignment: readonly (readonly number[])[];
}

/** Words that carry no value, though they may stand in a term. */
const LITTLE = ['at', 'in', 'on', 'the', 'to', 'of'];

/** Writes two lists of parts out and aligns them. */
export function pair(english: readonly Part[], chinese: readonly Part[]): Pair {
  const englishTokens = withArticles(english.flatMap((part) => tokensOf(part, 'english')));
  const chineseTokens = chinese.flatMap((part) => tokensOf(part, 'chinese'));
  return {
    english: englishTokens.join(' ').replace(/ ([,.])/g, '$1'),
    chinese: chineseTokens.join(''),
    englishTokens,
    chineseTokens,
    alignment: chinese.flatMap((part) => sourcesOf(part, english)),
  };
}

function tokensOf(part: Part, language: 'english' | 'chinese'): readonly string[] {
  return typeof part === 'string' ? [part] : part[language];
}

/** "an" before a vowel. */
function withArticles(words: readonly string[]): string[] {
  return words.map((word, i) =>
    word === 'a' && /^[aeiou]/.test(words[i + 1] ?? '') ? 'an' : word,
  );
}

/** For each token of a Chinese part, where in the English its words are. */
function sourcesOf(part: Part, english: readonly Part[]): number[][] {
  if (typeof part === 'string') return [[]];
  const place = english.findIndex((one) => typeof one !== 'string' && one.key === part.key);
  const start = english.slice(0, place).flatMap((one) => tokensOf(one, 'english')).length;
  const source = english[place];
  if (source === undefined || typeof source === 'string') return part.chinese.map(() => []);
  return sourcesWithin(source).map((indices) => indices.map((index) => start + index));
}

/** One Chinese word comes from all of the English ones. Of two, the verb is last: 向右 移动, "moves right". */
function sourcesWithin({ english, chinese }: Term): number[][] {
  const content = english.flatMap((word, i) => (LITTLE.includes(word) ? [] : [i]));
  return chinese.length === 1 ? [content] : content.map((index) => [index]).reverse();
}
