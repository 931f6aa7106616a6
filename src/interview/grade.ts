import type { Asked } from './arrange.ts';
import { gradeMatch, gradeOrder } from './grading/arrange.ts';
import { gradeChoices } from './grading/choices.ts';
import { gradeFree } from './grading/free.ts';
import { gradeNumber } from './grading/number.ts';
import { gradeShape } from './grading/shape.ts';
import type { Verdict } from './grading/verdict.ts';

export type { Graded, Verdict } from './grading/verdict.ts';

/** What a reader answers. Positions count as shown, not as written by the author. */
export type Answer =
  | { readonly kind: 'choices'; readonly picked: readonly number[] }
  | { readonly kind: 'number'; readonly typed: string }
  | { readonly kind: 'order'; readonly sequence: readonly number[] }
  | { readonly kind: 'match'; readonly picked: readonly (number | undefined)[] }
  | { readonly kind: 'shape'; readonly typed: readonly string[] }
  | { readonly kind: 'free'; readonly ticked: readonly number[] };

/**
 * Grades an answer to a question as it was shown.
 *
 * @throws TypeError if the answer is of another kind than the question.
 */
export function grade(question: Asked, answer: Answer): Verdict {
  switch (question.kind) {
    case 'one':
    case 'several':
    case 'flaw':
      return gradeChoices(question, expectKind('choices', answer, question).picked);
    case 'number':
      return gradeNumber(question, expectKind('number', answer, question).typed);
    case 'order':
      return gradeOrder(question, expectKind('order', answer, question).sequence);
    case 'match':
      return gradeMatch(question, expectKind('match', answer, question).picked);
    case 'shape':
      return gradeShape(question, expectKind('shape', answer, question).typed);
    case 'free':
      return gradeFree(question, expectKind('free', answer, question).ticked);
  }
}

function expectKind<K extends Answer['kind']>(
  kind: K,
  answer: Answer,
  question: Asked,
): Extract<Answer, { kind: K }> {
  if (answer.kind === kind) return answer as Extract<Answer, { kind: K }>;
  throw new TypeError(`grade: a question of kind ${question.kind} got ${answer.kind}`);
}
