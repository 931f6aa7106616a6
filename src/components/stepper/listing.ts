/** Finds, in the real source, the function and the line that belong to a step. */

/** Some lines of a source file, and which of them belong to which tap. */
export interface Listing {
  readonly file: string;
  /** The number of the first line in its file, from 1. */
  readonly from: number;
  readonly lines: readonly string[];
}

/** The function `name` of a TypeScript source, from its first line to its closing brace. */
export function cutFunction(source: string, name: string, file: string): Listing {
  const lines = source.split('\n');
  const head = new RegExp(`^(export )?function ${name}\\b`);
  const start = lines.findIndex((line) => head.test(line));
  const length = lines.slice(start).findIndex((line) => line === '}') + 1;
  if (start < 0 || length === 0) throw new Error(`${file} has no function ${name}`);
  return { file, from: start + 1, lines: lines.slice(start, start + length) };
}

/** The function `name` of a Python source, up to the first line that is not indented any more. */
export function cutPython(source: string, name: string, file: string): Listing {
  const lines = source.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`def ${name}(`));
  if (start < 0) throw new Error(`${file} has no function ${name}`);
  const after = lines.slice(start + 1).findIndex((line) => /^\S/.test(line));
  const body = lines.slice(start, after < 0 ? undefined : start + 1 + after);
  return { file, from: start + 1, lines: withoutBlankEnd(body) };
}

/** Which line of a listing taps `tap`, from 0: the first, or the last; −1 if none does. */
export function litLine(
  { lines }: Pick<Listing, 'lines'>,
  tap: string,
  last = false,
  part = `tap('${tap}'`,
): number {
  const taps = (line: string) => line.includes(part);
  return last ? lines.findLastIndex(taps) : lines.findIndex(taps);
}

/** Which line of a Python listing is marked `# step: tap`, from 0; −1 if none is. */
export function markedLine({ lines }: Pick<Listing, 'lines'>, tap: string): number {
  return lines.findIndex((line) => line.trimEnd().endsWith(`# step: ${tap}`));
}

/** A Python line without its marker, which is for us and not for the reader. */
export function withoutMarker(line: string): string {
  return line.replace(/\s*# step: [\w.]+\s*$/, '');
}

function withoutBlankEnd(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return lines.slice(0, last + 1);
}
