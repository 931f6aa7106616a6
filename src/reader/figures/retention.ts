import type { Calendar } from '../day.ts';
import { mean } from '../plan.ts';
import type { Review } from '../replay.ts';

/** How much was recalled in a week, of cards that had been left alone for a day or more. */
export interface RetentionWeek {
  /** Its first day. */
  readonly day: number;
  readonly reviews: number;
  /** The share that was recalled; nothing in a week without reviews. */
  readonly recalled: number | undefined;
  /** The share that FSRS had expected. */
  readonly expected: number | undefined;
}

/** The last weeks up to today, oldest first; a week ends with today's weekday. */
export function retention(
  reviews: readonly Review[],
  today: number,
  weeks: number,
  { dayOf }: Calendar,
): readonly RetentionWeek[] {
  const first = today + 1 - 7 * weeks;
  const byWeek = Map.groupBy(reviews, ({ at }) => Math.floor((dayOf(at) - first) / 7));
  return Array.from({ length: weeks }, (_, week) => {
    const inWeek = byWeek.get(week) ?? [];
    return {
      day: first + 7 * week,
      reviews: inWeek.length,
      recalled: mean(inWeek.map(({ recalled }) => +recalled)),
      expected: mean(inWeek.map(({ expected }) => expected)),
    };
  });
}
