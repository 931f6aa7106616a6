import type { Verdict } from './grade.ts';

/** How a quiz went, first attempts only. */
export interface Score {
  readonly right: number;
  readonly all: number;
  /** Positions of the questions that were answered wrong. */
  readonly missed: readonly number[];
  /** Whether every question has been answered. */
  readonly done: boolean;
}

/** Adds up the verdicts of a quiz, one a question; nothing for a question without an attempt. */
export function score(verdicts: readonly (Pick<Verdict, 'kind'> | undefined)[]): Score {
  const kinds = verdicts.map((verdict) => verdict?.kind);
  const missed = kinds.flatMap((kind, i) => (kind === 'wrong' ? [i] : []));
  const right = kinds.filter((kind) => kind === 'right').length;
  return { right, all: kinds.length, missed, done: right + missed.length === kinds.length };
}
