import type { Edit, Job } from './protocol.ts';

/** The bounds of every number of a job, as data: the page draws its controls from them. */
export const LIMITS = {
  /** Of a text that is split into tokens, in UTF-16 units. */
  characters: { max: 600 },
  /** Of one token, in UTF-16 units. */
  tokenLength: { max: 40 },
  tokens: { min: 1, max: 24 },
  padding: { min: 0, max: 4, step: 1, default: 0 },
  seed: { min: 0, max: 999_999, step: 1, default: 7 },
  temperature: { min: 0.1, max: 10, step: 0.1, default: 1 },
  widths: [4, 8, 16, 32, 64],
  heads: [1, 2, 4, 8],
  /** `value`: how far from 0 an edited weight may be. No product of so many overflows float32. */
  edits: { max: 256, value: 10_000 },
} as const;

/** A field of a job that is out of bounds. */
export class JobError extends Error {
  override name = 'JobError';
  readonly field: string;
  readonly wanted: string;
  readonly got: string;

  constructor(field: string, wanted: string, got: string) {
    super(`${field}: wanted ${wanted}, got ${got}`);
    this.field = field;
    this.wanted = wanted;
    this.got = got;
  }
}

/**
 * A job as plain data of its own, every field within its bounds. Fields that no job has are left
 * out. Whether an edit fits its weight shows only when there are weights: `checkEdits`.
 *
 * @throws JobError
 */
export function validateJob(value: unknown): Job {
  const job = readObject('job', value);
  const width = readListed('width', job.width, LIMITS.widths);
  const heads = readListed('heads', job.heads, LIMITS.heads);
  if (width % heads !== 0) throw new JobError('heads', `a divisor of ${width}`, String(heads));
  return {
    model: readListed('model', job.model, ['attention', 'encoder']),
    tokens: readTokens(job.tokens),
    padding: readWhole('padding', job.padding, LIMITS.padding),
    seed: readWhole('seed', job.seed, LIMITS.seed),
    width,
    heads,
    temperature: readNumber('temperature', job.temperature, LIMITS.temperature),
    positions: readListed('positions', job.positions, [true, false]),
    causal: readListed('causal', job.causal, [true, false]),
    maskPadding: readListed('maskPadding', job.maskPadding, [true, false]),
    norm: readListed('norm', job.norm, ['post', 'pre']),
    edits: readArray('edits', job.edits, { min: 0, max: LIMITS.edits.max }).map(readEdit),
  };
}

interface Range {
  readonly min: number;
  readonly max: number;
}

function readTokens(value: unknown): string[] {
  const { max } = LIMITS.tokenLength;
  return readArray('tokens', value, LIMITS.tokens).map((token) => {
    const fits = typeof token === 'string' && token.length <= max && /^\S+$/u.test(token);
    if (fits) return token;
    throw new JobError('tokens', `1 to ${max} characters a token, no white space`, describe(token));
  });
}

function readEdit(value: unknown): Edit {
  const edit = readObject('edits', value);
  if (typeof edit.name !== 'string') {
    throw new JobError('edits', 'the name of a weight', describe(edit.name));
  }
  const index = readArray('edits', edit.index, { min: 1, max: 2 });
  const limit = LIMITS.edits.value;
  return {
    name: edit.name,
    index: index.map((i) => readWhole('edits', i, { min: 0, max: Number.MAX_SAFE_INTEGER })),
    value: readNumber('edits', edit.value, { min: -limit, max: limit }),
  };
}

function readObject(field: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw new JobError(field, 'an object', describe(value));
}

/** The length is looked at first: a sparse array of a billion holes costs nothing. */
function readArray(field: string, value: unknown, { min, max }: Range): unknown[] {
  const fits = Array.isArray(value) && value.length >= min && value.length <= max;
  if (fits) return Array.from<unknown>(value);
  throw new JobError(field, `${min} to ${max} of them`, describe(value));
}

function readNumber(field: string, value: unknown, { min, max }: Range): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new JobError(field, `a number from ${min} to ${max}`, describe(value));
}

function readWhole(field: string, value: unknown, { min, max }: Range): number {
  if (Number.isInteger(value)) return readNumber(field, value, { min, max });
  throw new JobError(field, `a whole number from ${min} to ${max}`, describe(value));
}

function readListed<const T>(field: string, value: unknown, list: readonly T[]): T {
  const found = list.find((item) => item === value);
  if (found !== undefined) return found;
  throw new JobError(field, `one of ${list.join(', ')}`, describe(value));
}

/** What was given, in a few words. A hostile object must not get to run its `toString`. */
function describe(value: unknown): string {
  if (Array.isArray(value)) return `${value.length} of them`;
  if (value !== null && typeof value === 'object') return 'an object';
  if (typeof value === 'function') return 'a function';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
