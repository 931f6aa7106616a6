import type { Failure } from './protocol.ts';

/** A newer run on the same channel took this one's place. Nothing is wrong. */
export class Superseded extends Error {
  override name = 'Superseded';
  constructor(channel: string) {
    super(`a newer run took its place on ${channel}`);
  }
}

/** No worker can be made here: workers are blocked, or their script could not be loaded. */
export class EngineUnavailable extends Error {
  override name = 'EngineUnavailable';
}

/** The worker died over this job, and died again when it was tried once more. */
export class EngineFailed extends Error {
  override name = 'EngineFailed';
}

/** The engine refused the job. `field` says which field was out of bounds, if one was. */
export class JobRefused extends Error {
  override name = 'JobRefused';
  readonly field: string | undefined;
  constructor({ message, field }: Failure) {
    super(message);
    this.field = field;
  }
}
