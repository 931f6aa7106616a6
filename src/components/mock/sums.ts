import type { Sum } from '../../interview/mock/report.ts';
import { mockStrings as strings } from '../../strings/en/mock.ts';

/** The points of one topic or part, with its name. */
export type NamedSum = Sum & { readonly label: string };

/** Where it went best and where worst, if there is a difference. */
export function sentenceOf(sums: readonly NamedSum[]): string {
  const sorted = sums.toSorted((a, b) => (b.right ?? 0) - (a.right ?? 0));
  const [best, worst] = [sorted[0], sorted.at(-1)];
  if (!best || !worst) return '';
  if (best === worst) return strings.allIn(best.label);
  const [most = 0, least = 0] = [best.right, worst.right];
  if (most === least) return strings.allEqual(strings.percent(most));
  return strings.bySectionSentence(best.label, worst.label);
}
