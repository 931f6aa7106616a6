import { JobError } from './job-error.ts';
import type { Edit, Job } from './protocol.ts';
import {
  describe,
  readArray,
  readListed,
  readNumber,
  readObject,
  readTokens,
  readWhole,
} from './read.ts';

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
  /** The timestep of a diffusion: 0 is data, 1000 is noise. */
  time: { min: 0, max: 1000, step: 1 },
  frames: [1, 2, 3, 4],
  widths: [4, 8, 16, 32, 64],
  heads: [1, 2, 4, 8],
  /** `value`: how far from 0 an edited weight may be. No product of so many overflows float32. */
  edits: { max: 256, value: 10_000 },
} as const;

/**
 * A job as plain data of its own, every field within its bounds. Fields that no job has are left
 * out. Whether an edit fits its weight shows only when there are weights: `checkEdits`.
 *
 * @throws JobError
 */
export function validateJob(value: unknown): Job {
  const job = readObject('job', value);
  const model = readListed('model', job.model, ['attention', 'encoder', 'decoder', 'dit-block']);
  const width = readListed('width', job.width, LIMITS.widths);
  const heads = readListed('heads', job.heads, LIMITS.heads);
  if (width % heads !== 0) throw new JobError('heads', `a divisor of ${width}`, String(heads));
  return {
    model,
    tokens: readWords('tokens', job.tokens),
    ...readOwn(model, job),
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

/** The fields that one model has alone. */
function readOwn(model: Job['model'], job: Readonly<Record<string, unknown>>): Partial<Job> {
  if (model === 'decoder') return { source: readWords('source', job.source) };
  if (model !== 'dit-block') return {};
  return {
    time: readWhole('time', job.time, LIMITS.time),
    frames: readListed('frames', job.frames, LIMITS.frames),
    zero: readListed('zero', job.zero, [true, false]),
  };
}

function readWords(field: string, value: unknown): string[] {
  return readTokens(field, value, LIMITS.tokens, LIMITS.tokenLength.max);
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
