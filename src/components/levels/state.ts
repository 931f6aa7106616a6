import type { LevelsAnswer } from '../../engine/trained/jobs.ts';
import { TRAINED_LIMITS } from '../../engine/trained/limits.ts';
import { ANSWERS } from '../../engine/models/multilevel.ts';
import { flatCost, levelsCost } from '../../engine/models/multilevel-cost.ts';
import { totalMacs } from '../../model/multilevel/cost.ts';
import { levelsStrings as strings } from '../../strings/en/levels.ts';
import { sayAnswer } from '../../world/story/index.ts';
import { write } from '../answerer/passage.ts';
import { percent } from '../matrix/numbers.ts';
import { sliceOf } from '../matrix/slice.ts';
import type { Slice } from '../matrix/slice.ts';
import { rowFrom, strongest } from '../trained/pattern.ts';
import type { Head } from '../trained/pattern.ts';
import type { Typed } from '../trained/words.ts';

/** What the model made of a question, with the answer that the paragraph was written with. */
export interface Shown {
  /** Unknown if the paragraph or the question was edited. */
  readonly wanted?: string | undefined;
  readonly answer: LevelsAnswer;
}

/** The sentences of some tokens, each with the sign that ends it. */
export function sentencesOf(tokens: readonly string[]): string[][] {
  const sentences: string[][] = [];
  tokens.forEach((token, i) => {
    if (i === 0 || isEnd(tokens[i - 1])) sentences.push([]);
    sentences.at(-1)?.push(token);
  });
  return sentences;
}

function isEnd(token: string | undefined): boolean {
  return token === '.' || token === '!' || token === '?';
}

/** A paragraph, with a problem if its sentences are too many or too long for the model. */
export function checkSentences(paragraph: Typed): Typed {
  const { sentences: count, sentence } = TRAINED_LIMITS;
  const sentences = sentencesOf(paragraph.words.map(({ word }) => word));
  if (sentences.length > count.max) {
    return { words: [], problem: strings.manySentences(sentences.length, count.max) };
  }
  const long = sentences.findIndex(({ length }) => length > sentence.max);
  if (long === -1) return paragraph;
  const got = sentences[long]?.length ?? 0;
  return { words: [], problem: strings.longSentence(long + 1, got, sentence.max) };
}

/** The answer in words, with its chance. */
export function answerOf({ answer: { answer, chances } }: Shown): string {
  return strings.told(nameOf(answer), percent(chances[answer] ?? 0));
}

/** What the flat reader says of the same. */
export function flatSentence({ answer: { flat } }: Shown): string {
  return strings.flat(nameOf(flat.answer), percent(flat.chances[flat.answer] ?? 0));
}

/** The likeliest answers, the first one first. */
export function likeliest({ answer: { chances } }: Shown, count = 5) {
  return Array.from(chances, (chance, i) => ({ name: nameOf(i), chance }))
    .toSorted((a, b) => b.chance - a.chance)
    .slice(0, count);
}

function nameOf(answer: number): string {
  const found = ANSWERS[answer];
  return found ? sayAnswer(found) : '';
}

/** What a row is called: the question, or a sentence by its number. */
export function rowName(row: number): string {
  return row === 0 ? strings.ofQuestion : strings.ofSentence(row);
}

/** What stands beside and above the matrix of the second level. */
export function rowLabels({ answer: { rows } }: Shown): string[] {
  return rows.map((_, row) => (row === 0 ? strings.question : String(row)));
}

/** A word with its share of the vector that its row becomes. */
export interface Counted {
  readonly text: string;
  readonly share: number;
}

/** The words of each row with their shares, which add up to 1. */
export function wordsOf({ answer: { rows, words } }: Shown): Counted[][] {
  return rows.map((row, n) => row.map((text, w) => ({ text, share: words[n]?.[w] ?? 0 })));
}

/** Which word counts most in a row, in a sentence. */
export function countSentence(shown: Shown, row: number): string {
  const words = wordsOf(shown)[row] ?? [];
  const { text, share } = words.toSorted((a, b) => b.share - a.share)[0] ?? { text: '', share: 0 };
  return strings.counts(text, rowName(row), percent(share));
}

/** What each row looks at in a head of the second level, [N, N]. */
export function rowSlice({ answer: { attention } }: Shown, { layer, head }: Head): Slice {
  return sliceOf(
    attention[layer] ?? { name: '', shape: [1, 0, 0], data: new Float32Array() },
    head,
  );
}

/** What a row looks at most, in a sentence. */
export function lookSentence({ answer: { attention, rows } }: Shown, head: Head, row: number) {
  const looks = rowFrom(attention, head, row);
  const top = strongest(looks);
  const [first, column] = [rowName(row), rowName(top)];
  return strings.looks(first, column, percent(looks[top] ?? 0), write(rows[top] ?? []));
}

/** What an answer cost, beside what it would where all words meet. */
export function costSentence({ answer: { rows, milliseconds, flat: other } }: Shown): string {
  const levels = totalMacs(levelsCost(rows.length, Math.max(...rows.map(({ length }) => length))));
  // In one line there are two marks more: after the question, and at the end.
  const flat = totalMacs(flatCost(rows.flat().length + 2));
  const millions = (macs: number) => (macs / 1e6).toFixed(1);
  return strings.cost({
    ...{ milliseconds, flatMilliseconds: other.milliseconds },
    levels: millions(levels),
    flat: millions(flat),
    times: (flat / levels).toFixed(1),
  });
}
