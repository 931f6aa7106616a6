import { boxesOf } from '../matrix/boxes.ts';
import type { Labels } from '../matrix/grid.ts';
import { heatColor, isStrong, levelOf, LEVELS } from '../matrix/heat.ts';
import type { Scale } from '../matrix/heat.ts';
import { short } from '../matrix/numbers.ts';
import { denseSize } from '../matrix/paint.ts';
import type { CellSize } from '../matrix/paint.ts';
import type { Slice } from '../matrix/slice.ts';
import type { Ink } from './ink.ts';
import type { Part } from './sheet.ts';
import { element, escapeXml, hexOf, moved, textAt } from './svg.ts';
import { shortened, widthOf } from './words.ts';

/** A matrix with all that tells it apart. */
export interface Drawn {
  readonly slice: Slice;
  readonly labels: Labels;
  readonly scale: Scale;
  /** Keys of the cells that are framed. */
  readonly lit: ReadonlySet<string>;
  /** Keys of the cells that were set by hand. */
  readonly marked: ReadonlySet<string>;
}

/** A picture has room for more numbers than a page. */
const MOST_NUMBERED = 32;
const CELL: CellSize = { width: 34, height: 30 };
const SIZE = 11;
/** No label is wider than this: the captions have every token whole. */
const LONGEST = 120;
const GAP = 6;
/** The columns of a dense matrix that share a label: some eights, so that the labels have room. */
const [EIGHT, ROOM] = [8, 26];

/** A matrix as a heat map, with a number in each cell where there is room for one. */
export function drawMatrix(drawn: Drawn, ink: Ink): Part {
  const { rows, columns } = drawn.slice;
  const numbered = columns <= MOST_NUMBERED && rows <= MOST_NUMBERED;
  const words = drawn.labels.rows.some((text) => /\D/.test(text));
  const cell = numbered ? CELL : denseSize(rows, columns, words);
  const rowLabels = numbered || words ? drawn.labels.rows : [];
  const left = Math.max(...rowLabels.map(labelWidth), 0) + GAP;
  const head = headOf(drawn.labels.columns, cell, numbered, ink);
  const origin = { x: left, y: head.height };
  const cells = numbered ? numberedCells(drawn, ink) : denseCells(drawn, cell, ink);
  return {
    width: left + columns * cell.width + 1,
    height: head.height + rows * cell.height + 1,
    marks: [
      moved(origin.x, 0, head.marks),
      ...rowLabels.map((text, row) =>
        textAt(left - GAP, origin.y + (row + 0.5) * cell.height + 4, fitted(text), {
          'text-anchor': 'end',
          'font-size': SIZE,
          fill: ink.quiet,
        }),
      ),
      moved(origin.x, origin.y, cells, frames(drawn.lit, cell, ink.frame)),
    ].join(''),
  };
}

/** The legend of a heat map: its colors from the lowest to the highest value. */
export function drawLegend(extent: number, scale: Scale, ink: Ink): Part {
  const levels = Array.from({ length: 2 * LEVELS + 1 }, (_, i) => i - LEVELS).filter(
    (level) => level >= 0 || scale === 'diverging',
  );
  const low = short(scale === 'diverging' ? -extent : 0);
  const [step, left] = [72 / levels.length, widthOf(low, SIZE) + GAP];
  const style = { 'font-size': SIZE, fill: ink.quiet };
  return {
    width: left + 72 + GAP + widthOf(short(extent), SIZE),
    height: 12,
    marks: [
      textAt(0, 10, low, style),
      ...levels.map((level, i) =>
        element('rect', {
          x: left + i * step,
          y: 3,
          width: step + 0.3,
          height: 6,
          fill: rgb(level, LEVELS, scale, ink),
        }),
      ),
      textAt(left + 72 + GAP, 10, short(extent), style),
    ].join(''),
  };
}

function labelWidth(text: string): number {
  return widthOf(fitted(text), SIZE);
}

function fitted(text: string): string {
  return shortened(text, LONGEST, SIZE);
}

/** The labels of the columns: upright where a word is wider than its cell. */
function headOf(labels: readonly string[], cell: CellSize, all: boolean, { quiet }: Ink): Part {
  const upright = all && labels.some((text) => labelWidth(text) > cell.width - 2);
  const height = upright ? Math.max(...labels.map(labelWidth)) + 2 * GAP : 18;
  const every = EIGHT * Math.ceil(ROOM / (EIGHT * cell.width));
  const marks = labels.map((text, column) => {
    if (!all && column % every !== 0) return '';
    const style = { 'font-size': SIZE, fill: quiet };
    if (!all) return textAt(column * cell.width, 12, text, style);
    const x = (column + 0.5) * cell.width;
    if (!upright) return textAt(x, 12, text, { ...style, 'text-anchor': 'middle' });
    const transform = `translate(${x + 4} ${height - GAP}) rotate(-90)`;
    return element('text', { ...style, transform }, escapeXml(fitted(text)));
  });
  return { width: labels.length * cell.width, height, marks: marks.join('') };
}

function numberedCells({ slice, scale, marked }: Drawn, ink: Ink): string {
  return Array.from(slice.data, (value, i) => {
    const [row, column] = [Math.floor(i / slice.columns), i % slice.columns];
    const [x, y] = [column * CELL.width, row * CELL.height];
    const strong = isStrong(levelOf(value, slice.extent), scale);
    const set = marked.has(`${row},${column}`);
    return [
      element('rect', {
        x: x + 1,
        y: y + 1,
        width: CELL.width - 2,
        height: CELL.height - 2,
        rx: 3,
        fill: rgb(value, slice.extent, scale, ink),
      }),
      textAt(x + CELL.width / 2, y + CELL.height / 2 + 4, short(value), {
        'text-anchor': 'middle',
        'font-size': SIZE,
        'font-weight': set ? 700 : undefined,
        'text-decoration': set ? 'underline' : undefined,
        fill: strong ? ink.onStrong : ink.onWeak,
      }),
    ].join('');
  }).join('');
}

/** One path a color: thousands of cells would be a file of megabytes. */
function denseCells({ slice, scale }: Drawn, { width, height }: CellSize, ink: Ink): string {
  const paths = new Map<string, string>();
  const gap = Math.min(width, height) >= 6 ? 1 : 0;
  slice.data.forEach((value, i) => {
    const [row, column] = [Math.floor(i / slice.columns), i % slice.columns];
    const fill = rgb(value, slice.extent, scale, ink);
    const [w, h] = [width - gap, height - gap];
    const path = `M${round(column * width)} ${round(row * height)}h${round(w)}v${round(h)}h${round(-w)}z`;
    paths.set(fill, (paths.get(fill) ?? '') + path);
  });
  return [...paths]
    .map(([fill, d]) => element('path', { fill, d, 'shape-rendering': 'crispEdges' }))
    .join('');
}

function frames(lit: ReadonlySet<string>, cell: CellSize, stroke: string): string {
  const inset = Math.min(cell.width, cell.height) >= 10 ? 1 : -1;
  return boxesOf(lit)
    .map(({ row, column, rows, columns }) =>
      element('rect', {
        x: column * cell.width + inset,
        y: row * cell.height + inset,
        width: columns * cell.width - 2 * inset,
        height: rows * cell.height - 2 * inset,
        fill: 'none',
        stroke,
        'stroke-width': 2,
      }),
    )
    .join('');
}

function rgb(value: number, extent: number, scale: Scale, { heat }: Ink): string {
  return hexOf(heatColor(value, extent, scale, heat));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
