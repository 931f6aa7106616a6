import type { FreeQuestion } from '../question.ts';
import { verdictOf, type Graded } from './verdict.ts';

/**
 * The reader's own words, graded by the reader.
 *
 * @param ticked positions of the points that their answer made. None is an honest answer too.
 */
export function gradeFree({ points }: FreeQuestion, ticked: readonly number[]): Graded {
  const made = points.map((_, i) => ticked.includes(i));
  return verdictOf(
    made,
    points.filter((_, i) => !made[i]).map(({ text, why }) => `${text}: ${why}`),
  );
}
