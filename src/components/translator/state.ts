import type { TranslateStep, Translation } from '../../engine/trained/jobs.ts';
import { translatorStrings as strings } from '../../strings/en/translator.ts';
import { percent } from '../matrix/numbers.ts';
import { rowOf, sliceOfRows, strongest } from '../trained/pattern.ts';
import type { Head } from '../trained/pattern.ts';
import type { Slice } from '../matrix/slice.ts';

/** The sentence that runs through the course. */
export const START_TEXT = 'a small red circle moves right above a blue square';

/** A translation on its way, or all of it. */
export interface Shown {
  /** The words as the reader typed them; when it is done, as the model read them. */
  readonly source: readonly string[];
  readonly steps: readonly TranslateStep[];
  readonly result?: Translation | undefined;
}

/** The tokens so far, in Chinese writing, which has no spaces. */
export function chineseOf({ steps }: Shown, at: number): string {
  const words = steps.slice(0, at).map(({ token }) => token);
  return words.filter((token) => token !== '[eos]').join('');
}

/** What a head gave each source word, a row for each of the first `at` tokens. */
export function crossOf({ steps }: Shown, head: Head, at: number): Slice {
  const rows = steps.slice(0, at).map(({ cross }) => rowOf(cross, head));
  return sliceOfRows('cross', rows);
}

/** Which source word a head looked at most, and how much, when a token was chosen. */
export function lookOf({ source }: Shown, { cross }: TranslateStep, head: Head) {
  const row = rowOf(cross, head);
  const place = strongest(row);
  return { word: source[place] ?? '', share: row[place] ?? 0 };
}

/** What the cache holds after `at` tokens, and how much each token adds. */
export function cacheOf({ steps }: Shown, at: number): { bytes: number; growth: number } {
  const bytes = steps[at - 1]?.cacheBytes ?? 0;
  const [first, second] = steps;
  return { bytes, growth: first && second ? second.cacheBytes - first.cacheBytes : 0 };
}

/** One token of the translation as a row of a table. */
export interface Row {
  readonly token: string;
  readonly chance: string;
  readonly next: string;
  readonly looks: string;
  readonly bytes: number;
}

export function rowsOf(shown: Shown, head: Head): Row[] {
  return shown.steps.map((step) => {
    const [best, next] = step.candidates;
    const { word, share } = lookOf(shown, step, head);
    return {
      token: step.token,
      chance: best ? percent(best.chance) : '',
      next: next ? `${next.token} ${percent(next.chance)}` : '',
      looks: `${word} ${percent(share)}`,
      bytes: step.cacheBytes,
    };
  });
}

/** Where the current token looked, in a sentence. */
export function lookSentence(shown: Shown, at: number, head: Head): string {
  const step = shown.steps[at - 1];
  if (!step) return '';
  const { word, share } = lookOf(shown, step, head);
  return strings.looks(step.token, word, percent(share), head.layer + 1, head.head + 1);
}

/** What the cache holds, in a sentence. */
export function cacheSentence(shown: Shown, at: number): string {
  const { bytes, growth } = cacheOf(shown, at);
  return strings.cacheSentence(at, strings.bytes(bytes), strings.bytes(growth));
}
