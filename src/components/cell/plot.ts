import { formatNumber } from '../../notebook/matrix.ts';
import type { Plotted, Series } from '../../notebook/protocol.ts';
import { cellStrings } from '../../strings/en/cell.ts';

const strings = cellStrings.plot;

/** The drawing area, in units of the view box: no wider than a phone has room, or its text would shrink there. */
export const BOX = { left: 50, right: 286, top: 12, bottom: 172, width: 300, height: 212 };

const MOST_ROWS = 100;
const ROUND = [1, 2, 5, 10];

export interface Tick {
  /** In units of the view box, along the axis. */
  readonly at: number;
  readonly text: string;
}

export interface Curve {
  readonly name: string;
  /** The line, in pieces where a value is not finite. */
  readonly path: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A plot as shapes and words: drawing, spoken sentence and table come from the same numbers. */
export interface Scene {
  readonly curves: readonly Curve[];
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly sentences: readonly string[];
  readonly table: {
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
    /** How many rows there are in all. */
    readonly all: number;
  };
}

/** Lays out a plot. */
export function sceneOf({ series, xLabel, yLabel }: Plotted): Scene {
  const named = series.map((one) => ({ ...one, name: one.name || yLabel || strings.values }));
  const across = createScale(
    named.flatMap(({ x }) => Array.from(x)),
    BOX.left,
    BOX.right,
  );
  const up = createScale(
    named.flatMap(({ y }) => Array.from(y)),
    BOX.bottom,
    BOX.top,
  );
  return {
    curves: named.map((one) => curveOf(one, across.place, up.place)),
    xTicks: across.ticks,
    yTicks: up.ticks,
    sentences: named.flatMap(sentenceOf),
    table: tableOf(named, xLabel || strings.x),
  };
}

interface Scale {
  readonly place: (value: number) => number;
  readonly ticks: readonly Tick[];
}

/** A linear scale with round ticks. */
function createScale(values: readonly number[], from: number, to: number): Scale {
  const finite = values.filter(Number.isFinite);
  const low = finite.reduce((a, b) => Math.min(a, b), Infinity);
  const high = finite.reduce((a, b) => Math.max(a, b), -Infinity);
  // Nothing to show, or one value: a range of its own size around it.
  const [start, end] = low < high ? [low, high] : widen(finite[0] ?? 0);
  const place = (value: number): number => from + ((value - start) / (end - start)) * (to - from);
  const ticks = ticksOf(start, end).map((value) => ({
    at: place(value),
    text: formatNumber(value).replace('-', '−'),
  }));
  return { place, ticks };
}

function widen(value: number): [number, number] {
  const half = Math.abs(value) / 2 || 1;
  return [value - half, value + half];
}

function ticksOf(start: number, end: number): readonly number[] {
  const rough = (end - start) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (ROUND.find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(start / step);
  const count = Math.floor(end / step) - first + 1;
  // Multiples, not sums: sums of 0.1 drift.
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

function curveOf(
  { name, x, y }: Series,
  across: (value: number) => number,
  up: (value: number) => number,
): Curve {
  const points: [number, number][] = [];
  let path = '';
  let broken = true;
  y.forEach((value, at) => {
    const under = x[at] ?? NaN;
    if (!Number.isFinite(value) || !Number.isFinite(under)) {
      broken = true;
      return;
    }
    const point: [number, number] = [round(across(under)), round(up(value))];
    points.push(point);
    path += `${broken ? 'M' : 'L'}${point.join(' ')}`;
    broken = false;
  });
  return { name, path, points };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function sentenceOf({ name, y }: Series): readonly string[] {
  const finite = Array.from(y).filter(Number.isFinite);
  const [first, last] = [finite[0], finite.at(-1)];
  if (first === undefined || last === undefined) return [];
  const low = finite.reduce((a, b) => Math.min(a, b));
  const high = finite.reduce((a, b) => Math.max(a, b));
  const [a, b, c, d] = [first, last, low, high].map(signed);
  return [strings.curve(name, y.length, a ?? '', b ?? '', c ?? '', d ?? '')];
}

function tableOf(series: readonly Series[], xName: string): Scene['table'] {
  const longest = series.reduce((most, one) => (one.x.length > most.x.length ? one : most));
  const shown = Array.from(longest.x.slice(0, MOST_ROWS));
  const cell = (value: number | undefined): string => (value === undefined ? '' : signed(value));
  return {
    head: [xName, ...series.map(({ name }) => name)],
    rows: shown.map((x, at) => [signed(x), ...series.map(({ y }) => cell(y[at]))]),
    all: longest.x.length,
  };
}

function signed(value: number): string {
  return formatNumber(value).replace('-', '−');
}
