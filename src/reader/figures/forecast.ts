import type { Planned } from '../plan.ts';

/** How many cards come up on a day. */
export interface ForecastDay {
  readonly day: number;
  readonly cards: number;
}

/** The cards of today and the days after it, each card counted once: on its next day. */
export function forecast(
  planned: readonly Planned[],
  today: number,
  days: number,
): readonly ForecastDay[] {
  const counts = new Array<number>(days).fill(0);
  for (const { day } of planned) {
    const at = day - today;
    if (at < days) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts.map((cards, i) => ({ day: today + i, cards }));
}
