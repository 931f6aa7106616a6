/** What a piece of evidence shows: plain data, computed by running the hunted code. */
import { isGrid, isList, kindOf, sizeOf } from '../judge/value.ts';
import type { Grid, Value } from '../judge/value.ts';

/** What is wrong to look at, measured: whether it is there, and in what numbers. */
export interface Symptom {
  readonly seen: boolean;
  readonly says: string;
}

interface Common {
  readonly title: string;
  /** What it shows, in one sentence. */
  readonly says: string;
}

export interface MapExhibit extends Common {
  readonly kind: 'map';
  /** [R, C], or several matrices [..., R, C]. */
  readonly values: Grid;
  readonly rows: readonly string[] | undefined;
  readonly columns: readonly string[] | undefined;
}

export interface CurveExhibit extends Common {
  readonly kind: 'curve';
  readonly xLabel: string;
  /** 0, 1, 2 … if left out. */
  readonly x: Grid | undefined;
  /** One list of numbers a curve, [N]. */
  readonly curves: readonly { readonly name: string; readonly values: Grid }[];
}

export interface TableExhibit extends Common {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type Exhibit = MapExhibit | CurveExhibit | TableExhibit;

type Fields = Readonly<Record<string, Value>>;

/** Reads what `symptom()` gave. Throws an Error with what was wanted. */
export function readSymptom(value: Value): Symptom {
  const { seen, says } = fieldsOf(value);
  if (typeof seen !== 'boolean') throw wanted('`seen`, true or false', seen);
  return { seen, says: textOf(says, 'says') };
}

/** Reads what a piece of evidence gave. Throws an Error with what was wanted. */
export function readExhibit(value: Value): Exhibit {
  const fields = fieldsOf(value);
  const common = { title: textOf(fields['title'], 'title'), says: textOf(fields['says'], 'says') };
  switch (fields['kind']) {
    case 'map':
      return { kind: 'map', ...common, ...readMap(fields) };
    case 'curve':
      return { kind: 'curve', ...common, ...readCurves(fields) };
    case 'table':
      return { kind: 'table', ...common, ...readTable(fields) };
    default:
      throw wanted('`kind`: map, curve or table', fields['kind']);
  }
}

function readMap({ values, rows, columns }: Fields) {
  const grid = gridOf(values, 'values');
  if (grid.shape.length < 2) throw wanted('`values` of two dimensions or more', values);
  const [width = 0, height = 0] = grid.shape.toReversed();
  return {
    values: grid,
    rows: labelsOf(rows, height, 'rows'),
    columns: labelsOf(columns, width, 'columns'),
  };
}

function readCurves({ xLabel, x, curves }: Fields) {
  const named = Object.entries(fieldsOf(curves)).map(([name, values]) => {
    const grid = gridOf(values, name);
    if (grid.shape.length !== 1) throw wanted(`\`${name}\`, a list of numbers`, values);
    return { name, values: grid };
  });
  const under = x === undefined ? undefined : gridOf(x, 'x');
  if (under && named.some(({ values }) => values.data.length !== under.data.length)) {
    throw wanted('as many numbers in `x` as in each curve', x);
  }
  return { xLabel: textOf(xLabel, 'xLabel'), x: under, curves: named };
}

function readTable({ head, rows }: Fields) {
  const names = listOf(head, 'head').map((name) => textOf(name, 'head'));
  const lines = listOf(rows, 'rows').map((row) => {
    const cells = listOf(row, 'rows').map((cell) => textOf(cell, 'rows'));
    if (cells.length !== names.length) throw wanted(`rows of ${names.length} texts`, row);
    return cells;
  });
  return { head: names, rows: lines };
}

function labelsOf(value: Value, count: number, name: string): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const labels = listOf(value, name).map((label) => textOf(label, name));
  if (labels.length !== count) throw wanted(`${count} texts in \`${name}\``, value);
  return labels;
}

function gridOf(value: Value, name: string): Grid {
  if (typeof value === 'object' && isGrid(value) && value.data.length === sizeOf(value.shape)) {
    return value;
  }
  throw wanted(`numbers in \`${name}\``, value);
}

function listOf(value: Value, name: string): readonly Value[] {
  if (value !== undefined && isList(value)) return value;
  throw wanted(`a list in \`${name}\``, value);
}

function textOf(value: Value, name: string): string {
  if (typeof value === 'string') return value;
  throw wanted(`a text in \`${name}\``, value);
}

function fieldsOf(value: Value): Fields {
  if (typeof value === 'object' && !isGrid(value) && !isList(value)) return value;
  throw wanted('an object', value);
}

function wanted(what: string, got: Value): Error {
  return new Error(`evidence: wanted ${what}; got ${kindOf(got)}`);
}
