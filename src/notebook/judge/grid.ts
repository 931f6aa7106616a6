/** Grids changed, for the properties: what goes in is not touched. */
import type { Random } from '../../model/random.ts';
import { isGrid, kindOf, sizeOf } from './value.ts';
import type { Args, Grid, Value } from './value.ts';

/** The value as numbers. Throws, for the sentence of a property, if it is anything else. */
export function gridOf(value: Value): Grid {
  if (typeof value === 'number') return { shape: [], data: Float32Array.of(value) };
  if (typeof value === 'object' && isGrid(value)) return value;
  throw new Error(`wanted numbers, got ${kindOf(value)}`);
}

/** The arguments with one of them changed. */
export function withArgument(args: Args, at: number, change: (grid: Grid) => Grid): Args {
  return args.map((arg, i) => (i === at ? change(gridOf(arg)) : arg));
}

/** Every number changed on its own. */
export function mapNumbers({ shape, data }: Grid, change: (value: number) => number): Grid {
  return { shape, data: Float32Array.from(data, change) };
}

/** The grid with one index along an axis drawn anew: another token, another sample. */
export function redraw(grid: Grid, axis: number, index: number, random: Random): Grid {
  const place = placesAlong(grid, axis);
  const draw = (value: number, at: number) => (place(at) === index ? random.normal() : value);
  return { shape: grid.shape, data: Float32Array.from(grid.data, draw) };
}

/** The grid in another order along an axis: at i stands what was at `order[i]`. */
export function permute(grid: Grid, axis: number, order: readonly number[]): Grid {
  const [place, step] = [placesAlong(grid, axis), stepOf(grid, axis)];
  const from = (at: number) => at + ((order[place(at)] ?? 0) - place(at)) * step;
  return { shape: grid.shape, data: grid.data.map((_, at) => grid.data[from(at)] ?? NaN) };
}

/** How far the numbers moved at each index along an axis. What is not finite moved infinitely. */
export function changesAlong(before: Grid, after: Grid, axis: number): number[] {
  if (before.shape.join() !== after.shape.join()) {
    throw new Error(`the shape changed from [${before.shape.join()}] to [${after.shape.join()}]`);
  }
  const place = placesAlong(before, axis);
  const most = Array.from({ length: before.shape.at(axis) ?? 0 }, () => 0);
  before.data.forEach((value, at) => {
    const gap = Math.abs(value - (after.data[at] ?? NaN));
    const i = place(at);
    most[i] = Math.max(most[i] ?? 0, Number.isNaN(gap) ? Infinity : gap);
  });
  return most;
}

/** The sums over the last axis. */
export function rowSums({ shape, data }: Grid): number[] {
  const width = shape.at(-1) ?? 1;
  const sums = Array.from({ length: data.length / width }, () => 0);
  data.forEach((value, at) => {
    const row = Math.floor(at / width);
    sums[row] = (sums[row] ?? 0) + value;
  });
  return sums;
}

/** The dot products of all pairs of rows: [..., N, D] → [..., N, N]. */
export function rowProducts({ shape, data }: Grid): Grid {
  const [N = 1, D = 1] = shape.slice(-2);
  const rowOf = (row: number) => Array.from(data.subarray(row * D, row * D + D));
  const product = (cell: number) => {
    const [row, column] = [Math.floor(cell / N), cell % N];
    const other = rowOf(row - (row % N) + column);
    return rowOf(row).reduce((sum, value, d) => sum + value * (other[d] ?? NaN), 0);
  };
  const cells = Array.from({ length: (data.length / D) * N }, (_, cell) => product(cell));
  return { shape: [...shape.slice(0, -1), N], data: Float32Array.from(cells) };
}

/** A number for a sentence. */
export function show(value: number): string {
  return value !== 0 && Math.abs(value) < 0.01 ? value.toExponential(1) : String(+value.toFixed(3));
}

function stepOf({ shape }: Grid, axis: number): number {
  const from = axis < 0 ? shape.length + axis : axis;
  return sizeOf(shape.slice(from + 1));
}

/** Tells of a position in the data its index along an axis. */
function placesAlong(grid: Grid, axis: number): (at: number) => number {
  const [size, step] = [grid.shape.at(axis) ?? 1, stepOf(grid, axis)];
  return (at) => Math.floor(at / step) % size;
}
