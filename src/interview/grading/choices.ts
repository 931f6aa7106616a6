import type { ChoiceQuestion } from '../question.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** One choice or one span: a single part. Several: each choice is a part, right if judged right. */
export function gradeChoices(
  { kind, choices }: ChoiceQuestion,
  picked: readonly number[],
): Verdict {
  if (picked.length === 0) return { kind: 'unread', problem: 'nothing', at: '' };
  const chosen = new Set(picked);
  const judged = choices.map(({ right }, i) => right === chosen.has(i));
  const feedback = choices.filter((_, i) => chosen.has(i)).map(({ why }) => why);
  const missed = choices.filter(({ right }, i) => right && !chosen.has(i)).length;
  return kind === 'several'
    ? verdictOf(judged, feedback, missed)
    : verdictOf([judged.every(Boolean)], feedback);
}
