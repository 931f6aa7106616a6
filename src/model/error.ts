/** What every function of the library throws when its input is not what it wants. */
export class ModelError extends Error {
  override name = 'ModelError';
  readonly where: string;
  readonly wanted: string;
  readonly got: string;

  constructor(where: string, wanted: string, got: string) {
    super(`${where}: wanted ${wanted}, got ${got}`);
    this.where = where;
    this.wanted = wanted;
    this.got = got;
  }
}
