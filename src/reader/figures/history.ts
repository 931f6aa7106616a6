import type { Calendar } from '../day.ts';
import { mean } from '../plan.ts';
import type { ReaderState } from '../replay.ts';

/** What was done on a day. */
export interface HistoryDay {
  readonly day: number;
  readonly answered: number;
  /** How much of it was right; nothing without answers. */
  readonly right: number | undefined;
  readonly reviewed: number;
  /** Time spent on answers and reviews. */
  readonly seconds: number;
}

/** The days on which something was done, the latest first. */
export function historyDays(
  { answers, grades }: Pick<ReaderState, 'answers' | 'grades'>,
  { dayOf }: Calendar,
): readonly HistoryDay[] {
  const answersOf = Map.groupBy(answers, ({ at }) => dayOf(at));
  const gradesOf = Map.groupBy(grades, ({ at }) => dayOf(at));
  const days = new Set([...answersOf.keys(), ...gradesOf.keys()]);
  return [...days]
    .sort((a, b) => b - a)
    .map((day) => {
      const answered = answersOf.get(day) ?? [];
      const reviewed = gradesOf.get(day) ?? [];
      return {
        day,
        answered: answered.length,
        right: mean(answered.map(({ right }) => right)),
        reviewed: reviewed.length,
        seconds: [...answered, ...reviewed].reduce((sum, { seconds }) => sum + seconds, 0),
      };
    });
}
