/** What can be wrong with a weights file. The texts are in `src/strings/en/weights.ts`. */
export type LoadCode =
  /** No answer: the reader is offline, or the server is. */
  | 'unreachable'
  /** Another answer than the file: a 404, or a page in its place. */
  | 'missing'
  /** No byte came for a while. */
  | 'stalled'
  /** The line broke in the middle. */
  | 'interrupted'
  | 'truncated'
  | 'overlong'
  /** Of the right length, but not the bytes that were published. */
  | 'altered'
  /** The page came over plain HTTP, where browsers check no bytes. */
  | 'insecure'
  /** The published bytes, but not the weights of this model. */
  | 'damaged';

/** A weights file that was not had. Nothing of it is kept or used, so another try may work. */
export class LoadError extends Error {
  override name = 'LoadError';
  readonly code: LoadCode;
  readonly file: string;
  readonly wanted: string;
  readonly got: string;

  constructor(code: LoadCode, file: string, wanted: string, got: string) {
    super(`${file}: wanted ${wanted}, got ${got}`);
    this.code = code;
    this.file = file;
    this.wanted = wanted;
    this.got = got;
  }
}
