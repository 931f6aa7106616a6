/** What the world throws when it is asked for what it has not. */
export class WorldError extends Error {
  override name = 'WorldError';
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
