import type { ReadProblem } from '../typed/result.ts';

/** Why there is nothing to grade yet: a text that can't be read, or nothing chosen. */
export interface Unread {
  readonly kind: 'unread';
  readonly problem: ReadProblem | 'nothing' | 'incomplete';
  /** The piece that could not be read, or how many are still to be given. */
  readonly at: string;
}

/** What grading says of an answer. */
export interface Graded {
  /** `right` if all of it is. */
  readonly kind: 'right' | 'wrong';
  /** For each part of the question, in the order shown, whether it was right: "3 of 5, and which". */
  readonly parts: readonly boolean[];
  /** Explains what the reader gave. */
  readonly feedback: readonly string[];
  /** Kind `several`: how many right choices were left out. */
  readonly missed: number;
}

export type Verdict = Unread | Graded;

/** How much of an answer was right, from 0 to 1. */
export function rightShare({ parts }: Graded): number {
  return parts.filter(Boolean).length / parts.length;
}

/** A verdict from its parts: right if all are. */
export function verdictOf(
  parts: readonly boolean[],
  feedback: readonly string[],
  missed = 0,
): Graded {
  return { kind: parts.every(Boolean) ? 'right' : 'wrong', parts, feedback, missed };
}
