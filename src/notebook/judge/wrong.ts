import type { Wrong } from './exercise.ts';

/** The code of a wrong answer. Throws, for the writer, where an edit does not fit the solution. */
export function wrongCode({ id, edits = [], code }: Wrong, solution: string): string {
  if (code !== undefined) return code;
  if (edits.length === 0) throw new Error(`wrong answer ${id}: wanted edits or code, got neither`);
  return edits.reduce((text, [find, put]) => {
    const found = text.split(find).length - 1;
    if (found !== 1) {
      throw new Error(
        `wrong answer ${id}: wanted ${find} once in the solution, got it ${found} times`,
      );
    }
    return text.replace(find, () => put);
  }, solution);
}
