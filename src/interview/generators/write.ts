import { formatNumber } from '../format.ts';

/** A number in a line of arithmetic: a negative one in brackets. */
export function n(value: number, digits = 6): string {
  return value < 0 ? `(${formatNumber(value, digits)})` : formatNumber(value, digits);
}

/**
 * A line of arithmetic that ends with its value: `2 × 3` and 6 give `2 × 3 = 6`, and `≈` where
 * digits are cut.
 */
export function line(arithmetic: string, value: number, digits = 6): string {
  const shown = Number(value.toFixed(digits));
  const exact = Math.abs(shown - value) <= 1e-9 * Math.max(1, Math.abs(value));
  return `${arithmetic} ${exact ? '=' : '≈'} ${formatNumber(value, digits)}`;
}

/** A line of arithmetic on numbers that were rounded before: always `≈`. */
export function about(arithmetic: string, value: number, digits: number): string {
  return `${arithmetic} ≈ ${formatNumber(value, digits)}`;
}

/** Numbers with signs between them: `1 × 3 + 2 × 1`. */
export function join(parts: readonly string[], sign = ' + '): string {
  return parts.join(sign);
}
