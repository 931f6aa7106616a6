import type { Graded } from '../../interview/grade.ts';
import type { Grade } from '../../reader/event.ts';

/** The grade that fits an answer: good if it was right, or else again. How hard it was, only the reader knows. */
export function fittingGrade({ kind }: Pick<Graded, 'kind'>): Grade {
  return kind === 'right' ? 3 : 1;
}
