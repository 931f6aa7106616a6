import type { Shown } from './protocol.ts';

/** One matrix of a tensor, as text and as heat. */
export interface Slice {
  /** Index of the leading dimensions; empty for a matrix, vector or scalar. */
  readonly index: readonly number[];
  readonly rows: readonly (readonly Entry[])[];
}

export interface Entry {
  readonly text: string;
  /** The value as a share of the largest in size, −1 to 1. */
  readonly heat: number;
}

export type ShownTensor = Shown & { readonly kind: 'tensor' };

const MOST_SLICES = 4;
const MOST_ROWS = 16;
const MOST_COLUMNS = 16;

/** Cuts a tensor into its last two dimensions, at most a screenful. */
export function slicesOf({ shape, data }: ShownTensor): readonly Slice[] {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.at(-2) ?? 1;
  const leading = shape.slice(0, -2);
  const count = Math.min(MOST_SLICES, product(leading));
  const most = Array.from(data, finiteSize).reduce((top, size) => Math.max(top, size), 0);
  return Array.from({ length: count }, (_slice, at) => ({
    index: unravel(at, leading),
    rows: range(Math.min(rows, MOST_ROWS)).flatMap((row) => {
      const start = (at * rows + row) * columns;
      const cells = data.subarray(start, start + Math.min(columns, MOST_COLUMNS));
      return cells.length > 0 ? [Array.from(cells, (value) => entryOf(value, most))] : [];
    }),
  }));
}

/** How many numbers the slices show, and how many the tensor has. */
export function countShown({ shape }: ShownTensor, slices: readonly Slice[]): [number, number] {
  const shown = slices.flatMap(({ rows }) => rows).reduce((sum, row) => sum + row.length, 0);
  return [shown, product(shape)];
}

/** Four significant digits, without trailing zeros. */
export function formatNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

function entryOf(value: number, most: number): Entry {
  const heat = most > 0 && Number.isFinite(value) ? value / most : 0;
  return { text: formatNumber(value).replace('-', '−'), heat };
}

function finiteSize(value: number): number {
  return Number.isFinite(value) ? Math.abs(value) : 0;
}

function product(shape: readonly number[]): number {
  return shape.reduce((all, size) => all * size, 1);
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_item, index) => index);
}

/** The index of the `at`-th matrix: row-major, the last dimension runs fastest. */
function unravel(at: number, shape: readonly number[]): readonly number[] {
  const index: number[] = [];
  let rest = at;
  for (const size of shape.toReversed()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}
