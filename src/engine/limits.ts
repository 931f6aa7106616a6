import type { Job } from './protocol.ts';

/** The bounds of every number of a job, as data: the page draws its controls from them. */
export const LIMITS = {
  characters: { max: 600 },
  tokenLength: { max: 40 },
  tokens: { min: 1, max: 24 },
  padding: { min: 0, max: 4, default: 0 },
  seed: { min: 0, max: 999_999, default: 7 },
  temperature: { min: 0.1, max: 10, step: 0.1, default: 1 },
  widths: [4, 8, 16, 32, 64],
  heads: [1, 2, 4, 8],
  edits: { max: 256, value: 10_000 },
} as const;

/** A field of a job that is out of bounds. */
export class JobError extends Error {
  override name = 'JobError';
  readonly field: string;
  readonly wanted: string;
  readonly got: string;

  constructor(field: string, wanted: string, got: unknown) {
    super(`${field}: wanted ${wanted}, got ${String(got)}`);
    this.field = field;
    this.wanted = wanted;
    this.got = String(got);
  }
}

/** Throws a {@link JobError} unless every field of the job is within its bounds. */
export function validateJob(job: Job): Job {
  checkTokens(job.tokens);
  checkWhole('padding', job.padding, LIMITS.padding);
  checkWhole('seed', job.seed, LIMITS.seed);
  checkListed('width', job.width, LIMITS.widths);
  checkListed('heads', job.heads, LIMITS.heads);
  if (job.width % job.heads !== 0)
    throw new JobError('heads', `a divisor of ${job.width}`, job.heads);
  const { min, max } = LIMITS.temperature;
  if (!(job.temperature >= min && job.temperature <= max)) {
    throw new JobError('temperature', `a number from ${min} to ${max}`, job.temperature);
  }
  checkListed('model', job.model, ['attention', 'encoder'] as const);
  checkListed('norm', job.norm, ['post', 'pre'] as const);
  return job;
}

function checkTokens(tokens: readonly string[]): void {
  const { min, max } = LIMITS.tokens;
  if (tokens.length < min || tokens.length > max) {
    throw new JobError('tokens', `${min} to ${max} tokens`, tokens.length);
  }
  const long = tokens.find((token) => token.length > LIMITS.tokenLength.max);
  if (long !== undefined) {
    throw new JobError(
      'tokens',
      `tokens of up to ${LIMITS.tokenLength.max} characters`,
      long.length,
    );
  }
}

function checkWhole(
  field: string,
  value: number,
  { min, max }: { min: number; max: number },
): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new JobError(field, `a whole number from ${min} to ${max}`, value);
  }
}

function checkListed<T>(field: string, value: T, list: readonly T[]): void {
  if (!list.includes(value)) throw new JobError(field, `one of ${list.join(', ')}`, value);
}
