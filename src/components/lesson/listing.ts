/**
 * Cuts one top-level function out of a source file, so that a lesson shows the code that runs.
 *
 * Without its docblock and its `export`. The file is formatted by Prettier: a top-level function
 * starts at the margin and ends with the first `}` at the margin.
 *
 * @throws Error for the author if the file has no such function.
 */
export function cutFunction(source: string, name: string): string {
  const start = source.search(new RegExp(`^(export )?function ${name}\\b`, 'm'));
  const end = source.indexOf('\n}', start);
  if (start < 0 || end < 0) throw new Error(`cutFunction: no top-level function ${name}`);
  return source.slice(start, end + 2).replace(/^export /, '');
}
