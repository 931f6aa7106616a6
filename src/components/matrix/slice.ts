import type { TensorRecord } from '../../engine/protocol.ts';

/** Two dimensions of a tensor: what one matrix draws. */
export interface Slice {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Row-major, `rows · columns` numbers. */
  readonly data: Float32Array;
  /** The largest magnitude in the whole tensor, so that all heads share one scale. */
  readonly extent: number;
  /** The index of a cell in the tensor, one entry a dimension. */
  readonly index: (row: number, column: number) => readonly number[];
}

/** A position in a slice. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Cuts the matrix of one head. A vector is one row; a tensor without heads has one matrix. */
export function sliceOf(tensor: TensorRecord, head = 0): Slice {
  const { name, shape, data } = tensor;
  const [columns = 1, rows = 1, heads = 1] = shape.toReversed();
  const h = Math.min(head, heads - 1);
  const rank = shape.length;
  return {
    name,
    rows,
    columns,
    data: data.subarray(h * rows * columns, (h + 1) * rows * columns),
    extent: extentOf(data),
    index: (row, column) => [h, row, column].slice(3 - Math.min(rank, 3)),
  };
}

/** The largest magnitude. */
export function extentOf(data: Float32Array): number {
  return data.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

/** Where a cell lies in the slice, or nothing if it belongs to another head. */
export function placeOf(slice: Pick<Slice, 'index'>, index: readonly number[]): Place | undefined {
  const [column = 0, row = 0] = index.toReversed();
  return slice.index(row, column).join() === index.join() ? { row, column } : undefined;
}

/** The value of a cell of a slice. */
export function cellAt({ data, columns }: Slice, { row, column }: Place): number {
  return data[row * columns + column] ?? NaN;
}

/** The value of a cell of a tensor. A missing leading dimension counts as index 0. */
export function valueAt({ shape, data }: TensorRecord, index: readonly number[]): number {
  const skipped = shape.length - index.length;
  const position = shape.reduce((sum, size, axis) => sum * size + (index[axis - skipped] ?? 0), 0);
  return data[position] ?? NaN;
}
