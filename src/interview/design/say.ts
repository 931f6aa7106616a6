import { calculatorStrings as strings } from '../../strings/en/calculator/index.ts';
import type { Scale } from './calculator.ts';

/** A result in words: `466 s (7.8 min)`, `28.1 GB`, `53.2 %`, `$10.96`, `839.1 trillion tokens`. */
export function sayValue(value: number, scale: Scale, unit?: string): string {
  switch (scale) {
    case 'bytes':
      return sayBytes(value);
    case 'seconds':
      return saySeconds(value);
    case 'share':
      return `${digits(100 * value, 3)} %`;
    case 'money':
      return strings.money(value < 1000 ? value.toFixed(2) : grouped(Math.round(value)));
    case 'plain':
      return unit === undefined ? sayPlain(value) : `${sayPlain(value)} ${unit}`;
  }
}

const BYTES = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB'];

/** In thousands, and in brackets in powers of two where those give a round number: `2.15 GB (2 GiB)`. */
function sayBytes(value: number): string {
  const power = Math.min(BYTES.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3));
  const decimal = `${digits(value / 1000 ** power, 3)} ${BYTES[power] ?? ''}`;
  const binary = value / 1024 ** power;
  const round = power > 0 && binary >= 1 && Number.isInteger(4 * binary);
  return round
    ? `${decimal} (${binary} ${BYTES[power]?.replace('kB', 'KB').replace('B', 'iB') ?? ''})`
    : decimal;
}

/** Seconds, and in brackets the unit in which one would say so many. */
function saySeconds(value: number): string {
  const seconds = strings.seconds(digits(value, 3));
  if (value < 120) return seconds;
  if (value < 2 * 3600) return `${seconds} (${strings.minutesOf(digits(value / 60, 2))})`;
  if (value < 48 * 3600) return `${seconds} (${strings.hoursOf(digits(value / 3600, 2))})`;
  return `${seconds} (${strings.daysOf(digits(value / 86_400, 2))})`;
}

/** Whole numbers below ten million in full, others with four digits. */
function sayPlain(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e7) return grouped(value);
  if (size >= 1e15 || (size > 0 && size < 1e-3)) return power(value);
  if (size >= 1e12) return `${digits(value / 1e12, 4)} ${strings.trillion}`;
  if (size >= 1e9) return `${digits(value / 1e9, 4)} ${strings.billion}`;
  if (size >= 1e6) return `${digits(value / 1e6, 4)} ${strings.million}`;
  return digits(value, 4);
}

/** So many digits, but none before the point is lost: `11,050`, not `11,100`. */
function digits(value: number, count: number): string {
  const whole = Math.abs(value) >= 10 ** (count - 1);
  const options = whole ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: count };
  return value.toLocaleString('en-US', options).replace('-', '−');
}

function grouped(value: number): string {
  return value.toLocaleString('en-US').replace('-', '−');
}

/** `1.678 × 10¹⁷` */
function power(value: number): string {
  const [factor = '', exponent = ''] = value.toExponential(3).split('e');
  const raised = exponent
    .replace('+', '')
    .replace(/./g, (sign) => (sign === '-' ? '⁻' : DIGITS.charAt(+sign)));
  return `${factor.replace('-', '−')} × 10${raised}`;
}

const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
