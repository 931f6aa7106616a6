import type { Answer } from '../../engine/trained/jobs.ts';
import { answererStrings as strings } from '../../strings/en/answerer.ts';
import { long, percent } from '../matrix/numbers.ts';
import { rowFrom, sliceOfRows, strongest } from '../trained/pattern.ts';
import type { Head } from '../trained/pattern.ts';
import type { Slice } from '../matrix/slice.ts';

/** A question with its paragraph as they were typed, and what the model made of them. */
export interface Shown {
  readonly question: readonly string[];
  readonly paragraph: readonly string[];
  /** The answer that the paragraph was written with, if it was not edited. */
  readonly wanted?: string | undefined;
  readonly answer: Answer;
}

/** A word of the paragraph. */
export interface Word {
  readonly text: string;
  /** Where the model reads it. */
  readonly place: number;
  /** The number of its sentence, from 1. */
  readonly sentence: number;
  /** Whether it belongs to the answer. */
  readonly answers: boolean;
}

/** The words of the paragraph, which ends what the model reads but for the last mark. */
export function wordsOf({ paragraph, answer: { read, span } }: Shown): Word[] {
  const first = read.length - 1 - paragraph.length;
  let sentence = 1;
  return paragraph.map((text, i) => {
    const place = first + i;
    const word = { text, place, sentence, answers: place >= span.start && place <= span.end };
    if (isEnd(text) && i < paragraph.length - 1) sentence++;
    return word;
  });
}

function isEnd(text: string): boolean {
  return text === '.' || text === '!' || text === '?';
}

/** The answer in words. */
export function answerOf(shown: Shown): string {
  const found = wordsOf(shown).filter(({ answers }) => answers);
  const [first] = found;
  if (!first) return strings.notTold;
  return strings.told(found.map(({ text }) => text).join(' '), first.sentence);
}

/** A place from which the attention is looked at. */
export interface From {
  readonly place: number;
  readonly word: string;
  readonly name: string;
}

/** The first word of the answer, or [cls] where it is not told, and each word of the question. */
export function fromsOf({ question, answer: { read, span } }: Shown): From[] {
  const answer = read[span.start] ?? '';
  return [
    { place: span.start, word: answer, name: strings.fromAnswer(answer) },
    ...question.map((word, i) => ({
      place: 1 + i,
      word,
      name: strings.fromQuestion(word),
    })),
  ];
}

/** What a place gives each place in a head. */
export function looksOf({ answer }: Shown, head: Head, place: number): Float32Array {
  return rowFrom(answer.attention, head, place);
}

/** What a place gives the question, each sentence and the marks between them: 1 in sum. */
export function sumsOf(shown: Shown, looks: Float32Array): Float32Array {
  const words = wordsOf(shown);
  const sentences = words.at(-1)?.sentence ?? 0;
  const sums = new Float32Array(sentences + 2);
  const add = (at: number, place: number) => (sums[at] = (sums[at] ?? 0) + (looks[place] ?? 0));
  const rest = new Set(looks.keys());
  const take = (at: number, place: number) => {
    add(at, place);
    rest.delete(place);
  };
  shown.question.forEach((_, i) => take(0, 1 + i));
  words.forEach(({ sentence, place }) => take(sentence, place));
  rest.forEach((place) => add(sentences + 1, place));
  return sums;
}

/** The sums of every place that can be looked from, a row each. */
export function sentenceSlice(shown: Shown, head: Head): Slice {
  const rows = fromsOf(shown).map(({ place }) => sumsOf(shown, looksOf(shown, head, place)));
  return sliceOfRows('sentences', rows);
}

/** What stands above the columns of {@link sentenceSlice}. */
export function sumNames(shown: Shown): string[] {
  const sentences = wordsOf(shown).at(-1)?.sentence ?? 0;
  const numbered = Array.from({ length: sentences }, (_, i) => strings.ofSentence(i + 1));
  return [strings.ofQuestion, ...numbered, strings.ofMarks];
}

/** What a place looks at most, in a sentence. */
export function lookSentence(shown: Shown, head: Head, { place, word }: From): string {
  const looks = looksOf(shown, head, place);
  const top = strongest(looks);
  const sums = sumsOf(shown, looks).subarray(1, -1);
  const best = strongest(sums);
  return strings.looks(
    word,
    shown.answer.read[top] ?? '',
    percent(looks[top] ?? 0),
    strings.ofSentence(best + 1),
    percent(sums[best] ?? 0),
  );
}

/** The likeliest places of some logits, and their chances among those where an answer may be. */
export function likeliest({ answer: { read, passage } }: Shown, logits: Float32Array, count = 5) {
  const allowed = Array.from(logits, (_, i) => i).filter((i) => passage[i]);
  const most = Math.max(...allowed.map((i) => logits[i] ?? 0));
  const weights = allowed.map((i) => Math.exp((logits[i] ?? 0) - most));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return allowed
    .map((i, at) => ({
      name: strings.place(read[i] ?? '', long(logits[i] ?? 0)),
      chance: (weights[at] ?? 0) / sum,
    }))
    .toSorted((a, b) => b.chance - a.chance)
    .slice(0, count);
}
