import type { RetentionWeek } from '../../reader/figures/retention.ts';

/** Some weeks together; nothing without reviews. */
export interface Together {
  readonly reviews: number;
  readonly recalled: number;
  readonly expected: number;
}

export function describeRetention(weeks: readonly RetentionWeek[]): Together | undefined {
  const reviews = sum(weeks, (week) => week.reviews);
  if (reviews === 0) return undefined;
  const recalled = sum(weeks, (week) => (week.recalled ?? 0) * week.reviews) / reviews;
  const expected = sum(weeks, (week) => (week.expected ?? 0) * week.reviews) / reviews;
  return { reviews, recalled, expected };
}

/** The first item with the largest value; nothing of nothing. */
export function mostOf<T>(items: readonly T[], valueOf: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (most, item) => (most === undefined || valueOf(item) > valueOf(most) ? item : most),
    undefined,
  );
}

function sum<T>(items: readonly T[], valueOf: (item: T) => number): number {
  return items.reduce((total, item) => total + valueOf(item), 0);
}
