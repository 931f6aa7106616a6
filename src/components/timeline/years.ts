/** Years since the start of the year 0, with the fraction of the month and the day: of `2017-06` or `2024-02-15`. */
export function inYears(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return year + (month - 1) / 12 + (day - 1) / 365;
}
