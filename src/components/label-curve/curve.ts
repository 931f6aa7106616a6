import { TUNING_MODES } from '../../engine/trained/jobs.ts';
import type { TuningMode } from '../../engine/trained/jobs.ts';

/** The accuracy of one mode after some labels: the mean of several runs. */
export interface CurvePoint {
  readonly labeling: string;
  readonly labels: number;
  readonly mode: TuningMode;
  readonly accuracies: readonly number[];
  readonly mean: number;
  /** The interval of 95 % confidence of the mean. */
  readonly low: number;
  readonly high: number;
}

/** The drawing of one labeling, in units of the SVG. */
export const SIZE = { width: 340, height: 220 } as const;
const FRAME = { left: 40, right: 16, top: 12, bottom: 30 } as const;

/** How far the lines of two modes stand apart at the same number of labels, so that no bar hides another. */
const APART = 7;

export interface Line {
  readonly mode: TuningMode;
  readonly points: readonly CurvePoint[];
}

/** The labelings in the order of the file, each with a line a mode. */
export function panelsOf(points: readonly CurvePoint[]): { labeling: string; lines: Line[] }[] {
  const labelings = [...new Set(points.map(({ labeling }) => labeling))];
  return labelings.map((labeling) => ({
    labeling,
    lines: TUNING_MODES.map((mode) => ({
      mode,
      points: points
        .filter((point) => point.labeling === labeling && point.mode === mode)
        .toSorted((a, b) => a.labels - b.labels),
    })).filter(({ points }) => points.length > 0),
  }));
}

/** The numbers of labels of some lines, each once. */
export function labelsOf(lines: readonly Line[]): number[] {
  const all = lines.flatMap(({ points }) => points.map(({ labels }) => labels));
  return [...new Set(all)].sort((a, b) => a - b);
}

/** The fewest labels and the most. */
export function rangeOf(points: readonly CurvePoint[]): readonly [number, number] {
  const all = points.map(({ labels }) => labels);
  return [Math.min(...all), Math.max(...all)];
}

/** Where a number of labels stands: on a scale of powers. */
export function xOf(labels: number, all: readonly number[]): number {
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const share = most > least ? Math.log(labels / least) / Math.log(most / least) : 0.5;
  const [from, to] = [FRAME.left + 2 * APART, SIZE.width - FRAME.right - 2 * APART];
  return round(from + share * (to - from));
}

/** Where a share stands. */
export function yOf(share: number): number {
  return round(FRAME.top + (1 - share) * (SIZE.height - FRAME.top - FRAME.bottom));
}

/** A line of a mode as an SVG has it: its way, its bars, its points. */
export function drawLine({ mode, points }: Line, all: readonly number[]) {
  const shift = (TUNING_MODES.indexOf(mode) - (TUNING_MODES.length - 1) / 2) * APART;
  const places = points.map(({ labels, mean, low, high }) => ({
    x: round(xOf(labels, all) + shift),
    y: yOf(mean),
    bar: [yOf(low), yOf(high)] as const,
  }));
  return {
    path: places.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join(''),
    bars: places.map(({ x, bar: [low, high] }) => `M${x} ${low}V${high}`),
    places: places.map(({ x, y }) => ({ x, y })),
  };
}

/** What is left and right of the lines. */
export const EDGES = { left: FRAME.left, right: SIZE.width - FRAME.right } as const;

/** Where the runs of one point lie farthest apart, and how far. */
export function widestOf(lines: readonly Line[]) {
  const ranges = lines
    .flatMap(({ points }) => points)
    .map(({ labels, mode, accuracies }) => {
      return { labels, mode, least: Math.min(...accuracies), most: Math.max(...accuracies) };
    });
  return ranges.toSorted((a, b) => b.most - b.least - (a.most - a.least))[0];
}

/** What pre-training is good for with so many labels. */
export interface Verdict {
  readonly labels: number;
  readonly verdict: 'better' | 'worse' | 'unknown';
  /** The means with pre-training and without. */
  readonly tuned: number;
  readonly scratch: number;
}

/** All weights tuned from the pre-trained ones, beside all from random ones, wherever both are. */
export function verdictsOf(lines: readonly Line[]): Verdict[] {
  const pointsOf = (mode: TuningMode) => lines.find((line) => line.mode === mode)?.points ?? [];
  return pointsOf('full').flatMap((full) => {
    const scratch = pointsOf('scratch').find(({ labels }) => labels === full.labels);
    if (!scratch) return [];
    const { labels } = full;
    return [{ labels, verdict: compare(full, scratch), tuned: full.mean, scratch: scratch.mean }];
  });
}

function compare(one: CurvePoint, other: CurvePoint): Verdict['verdict'] {
  if (one.low > other.high) return 'better';
  return one.high < other.low ? 'worse' : 'unknown';
}

function round(number: number): number {
  return Number(number.toFixed(1));
}
