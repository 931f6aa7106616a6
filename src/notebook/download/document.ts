/** A lesson's cells as a reader takes them along. */
export interface Document {
  readonly title: string;
  /** Where the lesson is on the web. */
  readonly address: string;
  readonly cells: readonly DocumentCell[];
}

export interface DocumentCell {
  readonly label: string;
  readonly code: string;
  /** What it put out, as text; empty if it has not run. */
  readonly output: string;
}

const IMPORTED = ['tf', 'model', 'world', 'show', 'plot'];

/** The names of a library's globals, for an import or a pattern. */
export const NAMES = `{ ${IMPORTED.join(', ')} }`;

/**
 * The library as an address that holds all of it, so that one file is enough: neither a package nor
 * a network is needed.
 *
 * @param library the text of `../runtime/library.ts`, built as one module
 */
export function addressOf(library: string): string {
  const bytes = new TextEncoder().encode(library);
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return `data:text/javascript;base64,${btoa(binary)}`;
}
