import { JobError } from './job-error.ts';
import type { Failure } from './protocol.ts';
import { LoadError } from './weights/error.ts';

/** A newer run on the same channel took this one's place. Nothing is wrong. */
export class Superseded extends Error {
  override name = 'Superseded';

  constructor(channel: string) {
    super(`a newer run took its place on ${channel}`);
  }
}

/** Whoever asked for this run called it off. Nothing is wrong. */
export class CalledOff extends Error {
  override name = 'CalledOff';

  constructor() {
    super('it was called off');
  }
}

/** No worker can be had here: workers are blocked, or their script does not load. */
export class EngineUnavailable extends Error {
  override name = 'EngineUnavailable';
}

/** The worker died over this job, and, where jobs are tried once more, died again. */
export class EngineFailed extends Error {
  override name = 'EngineFailed';
}

/** Whatever else was thrown over there. Its `name` says what: `ModelError`, for example. */
export class RunError extends Error {
  constructor({ name, message }: Failure) {
    super(message);
    this.name = name;
  }
}

/** An error as plain data: structured cloning would lose its class and its fields. */
export function toFailure(error: unknown): Failure {
  if (error instanceof JobError) {
    const { name, message, field, wanted, got } = error;
    return { name, message, job: { field, wanted, got } };
  }
  if (error instanceof LoadError) {
    const { name, message, code, file, wanted, got } = error;
    return { name, message, load: { code, file, wanted, got } };
  }
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: 'Error', message: String(error) };
}

/** The error that {@link toFailure} wrote down. */
export function fromFailure(failure: Failure): Error {
  const { job, load, name } = failure;
  if (job) return new JobError(job.field, job.wanted, job.got);
  if (load) return new LoadError(load.code, load.file, load.wanted, load.got);
  return name === 'CalledOff' ? new CalledOff() : new RunError(failure);
}
