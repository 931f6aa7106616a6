import { JobError } from './job-error.ts';

/** What reads the fields of a job: plain data of its own, or a JobError that names the field. */

export interface Range {
  readonly min: number;
  readonly max: number;
}

export function readObject(field: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw new JobError(field, 'an object', describe(value));
}

/** The length is looked at first: a sparse array of a billion holes costs nothing. */
export function readArray(field: string, value: unknown, { min, max }: Range): unknown[] {
  const fits = Array.isArray(value) && value.length >= min && value.length <= max;
  if (fits) return Array.from<unknown>(value);
  throw new JobError(field, `${min} to ${max} of them`, describe(value));
}

/** Tokens: a word or sign each, without white space. `longest` in UTF-16 units. */
export function readTokens(field: string, value: unknown, count: Range, longest: number): string[] {
  return readArray(field, value, count).map((token) => {
    const fits = typeof token === 'string' && token.length <= longest && /^\S+$/u.test(token);
    if (fits) return token;
    const wanted = `1 to ${longest} characters a token, no white space`;
    throw new JobError(field, wanted, describe(token));
  });
}

export function readNumber(field: string, value: unknown, { min, max }: Range): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new JobError(field, `a number from ${min} to ${max}`, describe(value));
}

export function readWhole(field: string, value: unknown, { min, max }: Range): number {
  if (Number.isInteger(value)) return readNumber(field, value, { min, max });
  throw new JobError(field, `a whole number from ${min} to ${max}`, describe(value));
}

export function readListed<const T>(field: string, value: unknown, list: readonly T[]): T {
  const found = list.find((item) => item === value);
  if (found !== undefined) return found;
  throw new JobError(field, `one of ${list.join(', ')}`, describe(value));
}

/** What was given, in a few words. A hostile object must not get to run its `toString`. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return `${value.length} of them`;
  if (value !== null && typeof value === 'object') return 'an object';
  if (typeof value === 'function') return 'a function';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
