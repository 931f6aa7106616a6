import { LEVELS, STRONGEST, isStrong, levelOf } from '../../matrix/heat.ts';
import type { Scale } from '../../matrix/heat.ts';

/** A matrix with what its rows and columns are called. */
export interface Grid {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Row-major: [rows, columns]. */
  readonly values: ArrayLike<number>;
}

/** A cell; without a column, a row; without a row, a column. */
export interface Frame {
  readonly row?: number;
  readonly column?: number;
}

/** A side of a cell, and the width of a character, in units of the view box. */
export const CELL = 34;
const CHARACTER = 6.5;

/** Where the cells begin: room for the longest name on either side. */
export function originOf({ rows, columns }: Grid): { readonly x: number; readonly y: number } {
  const room = (names: readonly string[]) =>
    CHARACTER * Math.max(0, ...names.map(({ length }) => length)) + 10;
  const upright = columns.some(({ length }) => length * CHARACTER > CELL);
  return { x: room(rows), y: upright ? room(columns) : 22 };
}

export function largest(values: ArrayLike<number>): number {
  return Math.max(0, ...Array.from(values, Math.abs).filter(Number.isFinite));
}

/** The color of a cell, as the heat maps of the course have it: `matrix/heat.css`. */
export function fillOf(value: number, extent: number, scale: Scale): string {
  const level = levelOf(value, extent);
  const strong = level < 0 ? 'negative' : scale === 'sequential' ? 'weight' : 'positive';
  const part = (Math.abs(level) / LEVELS) * STRONGEST;
  return level === 0
    ? 'var(--heat-zero)'
    : `color-mix(in srgb, var(--heat-${strong}) ${part}%, var(--heat-zero))`;
}

/** The color of a number on a cell: readable in both themes, where only the style of labs is loaded too. */
export function inkOf(value: number, extent: number, scale: Scale): string {
  return isStrong(levelOf(value, extent), scale) ? '#000' : 'var(--sl-color-white)';
}
