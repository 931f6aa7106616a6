import { TRAINED_LIMITS } from '../../engine/trained/limits.ts';
import { tunerStrings as strings } from '../../strings/en/tuner.ts';
import { tokenizeEnglish } from '../../world/language/index.ts';
import type { Data } from './examples.ts';

/** One of the two labels of the reader's own, or none. */
export type OwnLabel = 0 | 1 | undefined;

/** Every third sentence of a label is held out. */
export const EVERY = 3;
/** So many of each label are the least: two to learn from, one to measure on. */
export const LEAST = 3;

export interface OwnLabels {
  readonly sentences: readonly string[];
  readonly labels: readonly OwnLabel[];
  readonly names: readonly [string, string];
}

/** What is wrong with the labels, in words, or nothing. */
export function ownProblem({ labels, names }: OwnLabels): string | undefined {
  const short = names.some(
    (name) => name.trim() === '' || name.length > TRAINED_LIMITS.tokenLength,
  );
  if (short || names[0].trim() === names[1].trim()) return strings.ownNamesProblem;
  const counts = ([0, 1] as const).map((label) => labels.filter((own) => own === label).length);
  const few = counts.findIndex((count) => count < LEAST);
  if (few === -1) return undefined;
  return strings.ownProblem(names[few] ?? '', counts[few] ?? 0, LEAST);
}

/** The labeled sentences: every third of each label to measure on, the others to learn from. */
export function ownData({ sentences, labels, names }: OwnLabels): Data {
  const of = (wanted: 0 | 1) =>
    sentences
      .filter((_, i) => labels[i] === wanted)
      .map((text, at) => ({ at, label: names[wanted].trim(), tokens: tokensOf(text) }));
  const all = [...of(0), ...of(1)];
  const isHeldOut = ({ at }: { at: number }) => at % EVERY === EVERY - 1;
  const plain = ({ tokens, label }: (typeof all)[number]) => ({ tokens, label });
  return {
    examples: all.filter((one) => !isHeldOut(one)).map(plain),
    heldOut: all.filter(isHeldOut).map(plain),
  };
}

function tokensOf(text: string): string[] {
  return tokenizeEnglish(text).map(({ word }) => word);
}
