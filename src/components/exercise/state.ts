/** What a report shows, without the page. */
import type { Slice } from '../matrix/slice.ts';
import { isGrid, isList, sizeOf } from '../../notebook/judge/value.ts';
import type { Args, Grid, Value } from '../../notebook/judge/value.ts';

/** The three matrices of a difference. */
export type View = 'difference' | 'wanted' | 'got';

/** The grid to show: the one that was wanted, that the code gave, or the second minus the first. */
export function viewOf(view: View, wanted: Grid, got: Grid): Grid {
  if (view !== 'difference') return view === 'wanted' ? wanted : got;
  const data = Float32Array.from(wanted.data, (value, at) => (got.data[at] ?? NaN) - value);
  return { shape: wanted.shape, data };
}

/** How many matrices a grid is: one for each index of its leading dimensions. */
export function countSlices({ shape }: Grid): number {
  return sizeOf(shape.slice(0, -2));
}

/** Which of the matrices a position in the data lies in. */
export function sliceWith({ shape }: Grid, at: number): number {
  return Math.floor(at / Math.max(1, sizeOf(shape.slice(-2))));
}

/** One matrix of a grid. A number is a matrix of one cell, a list is one row. */
export function matrixOf(grid: Grid, number: number, name: string): Slice {
  const { shape, data } = grid;
  const [columns = 1, rows = 1] = shape.toReversed();
  const size = rows * columns;
  const leading = indexIn(shape.slice(0, -2), number);
  return {
    name,
    rows,
    columns,
    data: Float32Array.from(data.subarray(number * size, (number + 1) * size)),
    extent: extentOf(data),
    index: (row, column) => {
      const all = [...leading, row, column];
      return all.slice(all.length - shape.length);
    },
  };
}

/** The largest magnitude that is finite. */
function extentOf(data: ArrayLike<number>): number {
  const sizes = Array.from(data, Math.abs).filter(Number.isFinite);
  return sizes.reduce((most, size) => Math.max(most, size), 0);
}

/** The index of a position, one entry a dimension. */
export function indexIn(shape: readonly number[], at: number): readonly number[] {
  let rest = at;
  const index = shape.toReversed().map((size) => {
    const place = rest % size;
    rest = Math.floor(rest / size);
    return place;
  });
  return index.toReversed();
}

/** The most numbers of an argument that are written out. */
const MOST_NUMBERS = 400;

/** The arguments of a case as TypeScript, to try them in a cell. */
export function caseAsCode(parameters: readonly string[], args: Args): string {
  return args
    .map((arg, at) => `const ${parameters[at] ?? `argument${at}`} = ${valueAsCode(arg, '')};`)
    .join('\n');
}

function valueAsCode(value: Value, indent: string): string {
  if (value === undefined || typeof value !== 'object') {
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  }
  if (isGrid(value)) return gridAsCode(value);
  const inner = `${indent}  `;
  const item = (text: string) => `${inner}${text},\n`;
  if (isList(value)) {
    return `[\n${value.map((each) => item(valueAsCode(each, inner))).join('')}${indent}]`;
  }
  const fields = Object.entries(value).map(([name, each]) =>
    item(`${name}: ${valueAsCode(each, inner)}`),
  );
  return `{\n${fields.join('')}${indent}}`;
}

function gridAsCode({ shape, data }: Grid): string {
  const dtype = data instanceof Int32Array ? ", 'int32'" : '';
  const end = `[${shape.join(', ')}]${dtype})`;
  if (data.length > MOST_NUMBERS) return `tf.zeros(${end} /* ${data.length} numbers */`;
  const numbers = Array.from(data, (number) => String(Number(number.toPrecision(7))));
  return `tf.tensor([${numbers.join(', ')}], ${end}`;
}
