/** Milliseconds of a day. */
export const DAY = 86_400_000;

/** The reader's days, as whole numbers that grow by one from midnight to midnight where they live. */
export interface Calendar {
  /** The day of a moment in milliseconds since 1970. */
  readonly dayOf: (at: number) => number;
}

/** The day of a date such as `2026-12-01`; nothing for a date that does not exist. */
export function dayOfDate(date: string): number | undefined {
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) || dateOfDay(at / DAY) !== date ? undefined : at / DAY;
}

/** The date of a day: `2026-12-01`. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
