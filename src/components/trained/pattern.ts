import type { TensorRecord } from '../../engine/protocol.ts';
import { extentOf, sliceOf } from '../matrix/slice.ts';
import type { Slice } from '../matrix/slice.ts';

/** One of a model's attention heads, both counted from 0. */
export interface Head {
  readonly layer: number;
  readonly head: number;
}

/** How many heads a pattern [H, T, S] or [H, S] has. */
export function headsOf(pattern: TensorRecord | undefined): number {
  return pattern?.shape[0] ?? 0;
}

/** A head that there is: the wanted one, or the last before it. */
export function fit({ layer, head }: Head, patterns: readonly TensorRecord[]): Head {
  const last = Math.max(0, patterns.length - 1);
  const at = Math.min(layer, last);
  return { layer: at, head: Math.max(0, Math.min(head, headsOf(patterns[at]) - 1)) };
}

/** What a head of a pattern [H, S] gives each of S places. */
export function rowOf(patterns: readonly TensorRecord[], { layer, head }: Head): Float32Array {
  const pattern = patterns[layer];
  if (!pattern) return new Float32Array();
  const columns = pattern.shape.at(-1) ?? 0;
  return pattern.data.subarray(head * columns, (head + 1) * columns);
}

/** What a head of a pattern [H, T, S] gives each of S places, seen from place t. */
export function rowFrom(
  patterns: readonly TensorRecord[],
  { layer, head }: Head,
  t: number,
): Float32Array {
  const pattern = patterns[layer];
  if (!pattern) return new Float32Array();
  const { data, columns } = sliceOf(pattern, head);
  return data.subarray(t * columns, (t + 1) * columns);
}

/** Rows of equal length as one matrix. */
export function sliceOfRows(name: string, rows: readonly Float32Array[]): Slice {
  const columns = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * columns);
  rows.forEach((row, i) => data.set(row, i * columns));
  const index = (row: number, column: number) => [row, column];
  return { name, rows: rows.length, columns, data, extent: extentOf(data), index };
}

/** The place of the largest of some numbers, the first of equals. */
export function strongest(values: Float32Array): number {
  return values.reduce((best, value, i) => (value > (values[best] ?? -Infinity) ? i : best), 0);
}
