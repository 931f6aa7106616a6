/**
 * Plain data in few words, for snapshots that a person can read: numbers with three digits, long
 * arrays by their length, mean, norm and first numbers.
 */
export function digest(value: unknown): unknown {
  if (typeof value === 'number') return rounded(value);
  if (ArrayBuffer.isView(value)) return summary(Array.from(value as Float32Array));
  if (Array.isArray(value)) return digestArray(value);
  if (typeof value === 'string') return value.replace(/^(data:[\w/]+).*$/s, '$1'); // a picture
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, digest(one)]));
}

const MOST = 12;

function digestArray(value: readonly unknown[]): unknown {
  if (value.length <= MOST) return value.map(digest);
  const numbers = value.filter((one) => typeof one === 'number');
  if (numbers.length === value.length) return summary(numbers);
  return { length: value.length, first: digest(value[0]), last: digest(value.at(-1)) };
}

function summary(numbers: readonly number[]): unknown {
  const finite = numbers.filter(Number.isFinite);
  const mean = finite.reduce((sum, one) => sum + one, 0) / Math.max(1, finite.length);
  const norm = Math.hypot(...finite);
  return {
    length: numbers.length,
    finite: finite.length,
    mean: rounded(mean),
    norm: rounded(norm),
    first: numbers.slice(0, 4).map(rounded),
  };
}

/** Three digits; what is next to nothing is 0, whatever its sign. */
function rounded(number: number): number | string {
  if (!Number.isFinite(number)) return String(number);
  return Math.abs(number) < 1e-6 ? 0 : Number(number.toPrecision(3));
}
