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

/**
 * Cuts one top-level class or function out of a Python file. It ends before the next line at the
 * margin, other than the end of a long signature.
 *
 * @throws Error for the author if the file has no such class or function.
 */
export function cutPython(source: string, name: string): string {
  const lines = source.split('\n');
  const start = lines.findIndex((line) => new RegExp(`^(class|def) ${name}\\b`).test(line));
  if (start < 0) throw new Error(`cutPython: no top-level class or function ${name}`);
  const length = lines.slice(start + 1).findIndex((line) => /^[^\s)]/.test(line));
  const end = length < 0 ? lines.length : start + 1 + length;
  return lines.slice(start, end).join('\n').trimEnd();
}
