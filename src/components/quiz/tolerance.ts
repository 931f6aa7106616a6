import { formatNumber } from '../../interview/format.ts';
import type { NumberQuestion } from '../../interview/question.ts';
import { quizStrings as strings } from '../../strings/en/quiz.ts';

/** How far off still counts as right: as a share where that is a short number. */
export function sayTolerance({ answer, tolerance }: NumberQuestion): string {
  if (tolerance === 0) return strings.exact;
  const percent = (100 * tolerance) / Math.abs(answer);
  const isShort = Math.abs(percent - Number(percent.toFixed(1))) < 1e-6;
  return isShort
    ? strings.withinShare(formatNumber(percent, 1))
    : strings.within(formatNumber(tolerance));
}
