import { ask, seedOf } from '../../../../src/interview/ask.ts';
import type { ChoiceQuestion } from '../../../../src/interview/question.ts';
import type { Entry } from './bank.ts';

/** A count against what chance would give, as a number of standard deviations. */
export interface Bias {
  readonly count: number;
  readonly of: number;
  readonly expected: number;
  readonly deviations: number;
}

/** The questions with one right choice, whose order is drawn. */
export function singleChoices(bank: readonly Entry[]): { id: string; data: ChoiceQuestion }[] {
  return bank.flatMap(({ id, data }) => (data.kind === 'one' ? [{ id, data }] : []));
}

function bias(hits: readonly boolean[], chances: readonly number[]): Bias {
  const expected = chances.reduce((sum, p) => sum + p, 0);
  const variance = chances.reduce((sum, p) => sum + p * (1 - p), 0);
  const count = hits.filter(Boolean).length;
  const deviations = variance === 0 ? 0 : (count - expected) / Math.sqrt(variance);
  return { count, of: hits.length, expected, deviations };
}

/** How often the right choice is the longest one. */
export function longestBias(bank: readonly Entry[]): Bias {
  const all = singleChoices(bank).map(({ data }) => data.choices);
  const hits = all.map((choices) => {
    const lengths = choices.map(({ text }) => text.length);
    const right = choices.find((choice) => choice.right)?.text.length ?? 0;
    return right === Math.max(...lengths);
  });
  return bias(
    hits,
    all.map((choices) => 1 / choices.length),
  );
}

/** How often the right choice stands at each place, as authored or as shown in a round. */
export function positionBias(bank: readonly Entry[], round?: number): Bias[] {
  const all = singleChoices(bank).map(({ id, data }) => {
    const shown = round === undefined ? data : ask(data, seedOf(id, round));
    return 'choices' in shown ? shown.choices : [];
  });
  const most = Math.max(...all.map((choices) => choices.length));
  return Array.from({ length: most }, (_, place) => {
    const having = all.filter((choices) => place < choices.length);
    return bias(
      having.map((choices) => choices[place]?.right === true),
      having.map((choices) => 1 / choices.length),
    );
  });
}

/** Pairs of prompts that share most of their words, holes and numbers apart. */
export function nearDuplicates(bank: readonly Entry[], share = 0.75): string[] {
  const bags = bank.map(({ id, data }) => ({ id, words: wordsOf(data.prompt) }));
  return bags.flatMap((a, i) =>
    bags
      .slice(0, i)
      .filter((b) => overlap(a.words, b.words) >= share)
      .map((b) => `${b.id} and ${a.id}`),
  );
}

function wordsOf(prompt: string): Set<string> {
  const words = prompt.toLowerCase().replace(/\{\{\w+\}\}/g, ' ');
  return new Set(words.match(/[\p{L}_]{2,}|\\\w+/gu) ?? []);
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / Math.max(1, a.size + b.size - shared);
}
