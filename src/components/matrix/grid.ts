import type { Scale } from './heat.ts';
import type { Place, Slice } from './slice.ts';

/** What stands beside and above a matrix. */
export interface Labels {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

/** What a heat map is given. */
export interface GridProps {
  readonly slice: Slice;
  readonly labels: Labels;
  /** The accessible name. */
  readonly label: string;
  readonly scale?: Scale;
  /** Keys of the places that are framed: see `placeKey`. */
  readonly lit?: ReadonlySet<string>;
  /** Keys of the places that carry a mark. */
  readonly marked?: ReadonlySet<string>;
  /** What a cell is in words, with its value. */
  readonly say?: (place: Place) => string;
  /** The id of what explains the cell that has the focus. */
  readonly describedby?: string | undefined;
  /** The reader points at a cell, or moves the focus there. */
  readonly onprobe?: (place: Place) => void;
  /** The reader picks a cell: by a click, Enter, F2, or by typing a number right away. */
  readonly onpick?: (place: Place, typed: string) => void;
}

interface Size {
  readonly rows: number;
  readonly columns: number;
}

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>;

/** Where a key leads from a cell, or nothing if the key is not one of the grid's. */
export function moveTo(event: Key, { row, column }: Place, size: Size): Place | undefined {
  const [lastRow, lastColumn] = [size.rows - 1, size.columns - 1];
  const far = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column };
    case 'ArrowDown':
      return { row: Math.min(lastRow, row + 1), column };
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: Math.min(lastColumn, column + 1) };
    case 'Home':
      return { row: far ? 0 : row, column: 0 };
    case 'End':
      return { row: far ? lastRow : row, column: lastColumn };
    default:
      return undefined;
  }
}

/** One text per place, for sets of places. */
export function placeKey(row: number, column: number): string {
  return `${row},${column}`;
}

/** The most columns whose numbers fit in their cells. A wider matrix is drawn dense. */
export const MOST_NUMBERED = 12;

/** The most rows that are drawn with numbers. */
export const MOST_ROWS = 32;

/** Whether a matrix is drawn with a number in each cell. */
export function isNumbered({ rows, columns }: Size): boolean {
  return columns <= MOST_NUMBERED && rows <= MOST_ROWS;
}

/** Whether a key on a cell means “edit this cell”: a digit, a sign, Enter or F2. */
export function startsNumber(event: Key & Pick<KeyboardEvent, 'altKey'>): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return /^[0-9.,+−-]$/.test(event.key) || event.key === 'Enter' || event.key === 'F2';
}

/** Which sides of a lit cell lie at the rim of what is lit: `t`, `r`, `b`, `l`. */
export function rimOf(lit: ReadonlySet<string>, row: number, column: number): string {
  if (!lit.has(placeKey(row, column))) return '';
  const sides = [
    ['t', placeKey(row - 1, column)],
    ['r', placeKey(row, column + 1)],
    ['b', placeKey(row + 1, column)],
    ['l', placeKey(row, column - 1)],
  ] as const;
  return sides
    .filter(([, neighbor]) => !lit.has(neighbor))
    .map(([side]) => side)
    .join(' ');
}

/** How wide a column of labels is, in characters. Han characters take two. */
export function labelWidth(labels: readonly string[]): number {
  const widths = labels.map((text) => text.replace(/\p{Script=Han}/gu, '00').length);
  return Math.min(12, Math.max(1, ...widths));
}
