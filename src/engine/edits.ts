import { JobError } from './job-error.ts';
import type { Edit } from './protocol.ts';

type Shape = readonly number[];

/**
 * Throws unless every edit names a weight and lies inside of it.
 *
 * @param shapes the shape of every weight, by name
 * @throws JobError
 */
export function checkEdits(shapes: ReadonlyMap<string, Shape>, edits: readonly Edit[]): void {
  for (const { name, index } of edits) {
    const shape = shapes.get(name);
    if (!shape) throw new JobError('edits', 'the name of a weight', JSON.stringify(name));
    if (!isInside(index, shape)) {
      const wanted = `an index inside ${name} of shape [${shape.join(', ')}]`;
      throw new JobError('edits', wanted, `[${index.join(', ')}]`);
    }
  }
}

/**
 * The edits, with one to the vector of a word repeated for every other token that is this word:
 * a table has a row a token, and a word has one vector wherever it stands.
 */
export function editWords(
  edits: readonly Edit[],
  wordsOf: (table: string) => readonly string[],
): Edit[] {
  return edits.flatMap((edit) => {
    if (!edit.name.endsWith('.table')) return [edit];
    const words = wordsOf(edit.name);
    const [row = 0, ...rest] = edit.index;
    const same = [...words.keys()].filter((other) => words[other] === words[row]);
    return same.map((other) => ({ ...edit, index: [other, ...rest] }));
  });
}

/** A copy of a weight's data with the edits in place; of two to one cell the later wins. */
export function editData(data: Float32Array, shape: Shape, edits: readonly Edit[]): Float32Array {
  const edited = data.slice();
  for (const { index, value } of edits) edited[position(index, shape)] = value;
  return edited;
}

function isInside(index: readonly number[], shape: Shape): boolean {
  return (
    index.length === shape.length &&
    index.every((i, axis) => Number.isInteger(i) && i >= 0 && i < (shape[axis] ?? 0))
  );
}

/** Where a cell lies in row-major data. */
function position(index: readonly number[], shape: Shape): number {
  return index.reduce((before, i, axis) => before * (shape[axis] ?? 1) + i, 0);
}
