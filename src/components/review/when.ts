import { DAY } from '../../reader/day.ts';
import type { Card } from '../../reader/card.ts';
import { reviewStrings as strings } from '../../strings/en/review.ts';

/** How long a card that was just graded waits, in words: `10 min`, `3 days`. */
export function sayWait({ due, last }: Pick<Card, 'due' | 'last'>): string {
  const wait = due - (last ?? due);
  return wait < DAY ? strings.inMinutes(wait / 60_000) : strings.inDays(wait / DAY);
}
