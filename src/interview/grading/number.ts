import type { NumberQuestion } from '../question.ts';
import { readNumber } from '../typed/number.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** A number within the tolerance is right; one that a known slip gives is explained. */
export function gradeNumber(question: NumberQuestion, typed: string): Verdict {
  const read = readNumber(typed, question.unit);
  if (!read.ok) return { kind: 'unread', problem: read.problem, at: read.at };
  const given = read.value;
  if (isClose(given, question.answer, question.tolerance)) {
    return verdictOf([true], [question.why]);
  }
  const slip = question.mistakes.find(({ answer }) => isClose(given, answer, question.tolerance));
  return verdictOf([false], slip ? [slip.why] : []);
}

/** Within the tolerance, give or take the rounding of a double. */
function isClose(given: number, wanted: number, tolerance: number): boolean {
  const rounding = 1e-9 * Math.max(Number.MIN_VALUE, Math.abs(wanted));
  return Math.abs(given - wanted) <= tolerance + rounding;
}
