/** What passes between the page and the reader's function: plain data, no tensors. */

/** The numbers of a tensor, row by row. `Int32Array` stands for whole numbers: an int32 tensor. */
export interface Grid {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/** An argument or an answer. A {@link Grid} is a tensor where the reader's code runs. */
export type Value =
  | number
  | boolean
  | string
  | undefined
  | Grid
  | readonly Value[]
  | { readonly [name: string]: Value };

/** The arguments of one call, in order. */
export type Args = readonly Value[];

export function isGrid(value: Value): value is Grid {
  return typeof value === 'object' && 'data' in value && ArrayBuffer.isView(value.data);
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** How many numbers a shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, dimension) => size * dimension, 1);
}

/** What kind of value it is, for a sentence. */
export function kindOf(value: Value): string {
  if (value === undefined) return 'nothing';
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (isGrid(value)) return `numbers of shape [${value.shape.join(', ')}]`;
  return isList(value) ? `a list of ${value.length}` : `an object`;
}
