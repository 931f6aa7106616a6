import { parseNumber } from './number.ts';
import type { ChoiceQuestion, NumberQuestion, Question } from './question.ts';

/** What a reader answers: the positions of the picked choices, or what they typed. */
export type Answer =
  | { readonly kind: 'choices'; readonly picked: readonly number[] }
  | { readonly kind: 'number'; readonly typed: string };

/** What grading says. `unread` is no attempt: nothing was picked, or no number was typed. */
export type Verdict =
  | { readonly kind: 'unread' }
  | { readonly kind: 'right'; readonly feedback: readonly string[] }
  | {
      readonly kind: 'wrong';
      readonly feedback: readonly string[];
      /** Kind `several`: how many right choices were left out. */
      readonly missed: number;
    };

/**
 * Grades an answer. `feedback` explains what the reader chose, in the order of the choices; for a
 * number, which known slip gives it.
 *
 * @throws TypeError if the answer is of another kind than the question.
 */
export function grade(question: Question, answer: Answer): Verdict {
  if (question.kind === 'number' && answer.kind === 'number') return gradeNumber(question, answer);
  if (question.kind !== 'number' && answer.kind === 'choices') {
    return gradeChoices(question, answer.picked);
  }
  throw new TypeError(`grade: a question of kind ${question.kind} got ${answer.kind}`);
}

function gradeChoices({ choices }: ChoiceQuestion, picked: readonly number[]): Verdict {
  if (picked.length === 0) return { kind: 'unread' };
  const chosen = new Set(picked);
  const feedback = choices.filter((_, i) => chosen.has(i)).map(({ why }) => why);
  const missed = choices.filter(({ right }, i) => right && !chosen.has(i)).length;
  const extra = choices.filter(({ right }, i) => !right && chosen.has(i)).length;
  if (missed + extra === 0) return { kind: 'right', feedback };
  return { kind: 'wrong', feedback, missed };
}

function gradeNumber(question: NumberQuestion, { typed }: { readonly typed: string }): Verdict {
  const given = parseNumber(typed);
  if (given === undefined) return { kind: 'unread' };
  if (isClose(given, question.answer, question.tolerance)) {
    return { kind: 'right', feedback: [question.why] };
  }
  const slip = question.mistakes.find(({ answer }) => isClose(given, answer, 0));
  return { kind: 'wrong', feedback: slip ? [slip.why] : [], missed: 0 };
}

/** Within the tolerance, give or take the rounding of a double. */
function isClose(given: number, wanted: number, tolerance: number): boolean {
  const rounding = 1e-9 * Math.max(1, Math.abs(wanted));
  return Math.abs(given - wanted) <= tolerance + rounding;
}
