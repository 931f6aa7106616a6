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
