import { samplingStrings as strings } from '../../strings/en/sampling.ts';
import type { Share } from '../../strings/en/sampling.ts';

/** For how many prompts all is right. */
interface Right {
  readonly one: Share;
  readonly two: Share;
}

/** `sampling.json` of pocket Sora. */
export interface Sampling {
  readonly steps: number;
  readonly guidance: number;
  readonly byGuidance: readonly (Right & { readonly guidance: number })[];
  readonly bySteps: readonly (Right & { readonly steps: number })[];
  /** The last one ships. */
  readonly bySize: readonly (Right & {
    readonly layers: number;
    readonly width: number;
    readonly parameters: number;
    readonly macs: number;
  })[];
}

/** How much is right at one value of what is compared. */
export interface Point extends Right {
  /** Where it stands on the axis. */
  readonly x: number;
  readonly label: string;
}

/** One comparison: a plot and a table. */
export interface Panel {
  readonly name: keyof typeof strings.panels;
  readonly points: readonly Point[];
  /** The point that all others are compared with: what ships, sampled as usual. */
  readonly usual: Point;
  /** Further columns of the table. */
  readonly more: readonly (readonly string[])[];
}

/** By guidance, by steps, by size. A comparison without the usual point is none. */
export function panelsOf({
  guidance,
  steps,
  byGuidance,
  bySteps,
  bySize,
}: Sampling): readonly Panel[] {
  const ofGuidance = byGuidance.map(({ guidance: x, one, two }) => {
    return { x, label: strings.guidance(x), one, two };
  });
  const ofSteps = bySteps.map(({ steps: n, one, two }) => {
    return { x: Math.log(n), label: strings.steps(n), one, two };
  });
  const ofSize = bySize.map(({ parameters, one, two }) => {
    return { x: Math.log(parameters), label: strings.parameters(parameters), one, two };
  });
  const more = bySize.map(({ layers, width, macs }) => [
    strings.shape(layers, width),
    strings.macs(macs),
  ]);
  return [
    panel('guidance', ofGuidance, strings.guidance(guidance)),
    panel('steps', ofSteps, strings.steps(steps)),
    panel('size', ofSize, ofSize.at(-1)?.label ?? '', more),
  ].flatMap((one) => one ?? []);
}

function panel(
  name: Panel['name'],
  points: readonly Point[],
  label: string,
  more: Panel['more'] = [],
): Panel | undefined {
  const usual = points.find((point) => point.label === label);
  return usual && { name, points, usual, more };
}

/** What follows from a comparison, in words: where intervals lie apart, and where they do not. */
export function followsFrom({ points, usual }: Panel): string[] {
  const others = points.filter((point) => point !== usual);
  const told = others.flatMap((point) => tellApart(point, usual));
  const alike = others.filter((point) => tellApart(point, usual).length === 0);
  const labels = alike.map(({ label }) => label);
  return labels.length === 0 ? told : [...told, strings.alike(labels, usual.label)];
}

/** Two things are harder than one: they are looked at first. */
function tellApart(point: Point, usual: Point): string[] {
  for (const things of ['two', 'one'] as const) {
    const [own, other] = [point[things], usual[things]];
    if (own.high < other.low) return [strings.worse(point.label, things, own, other, usual.label)];
    if (own.low > other.high) return [strings.better(point.label, things, own, other, usual.label)];
  }
  return [];
}

/** The drawing of a panel, in units of the SVG. */
export const SIZE = { width: 340, height: 200 } as const;
export const FRAME = { left: 44, right: 324, top: 12, bottom: 170 } as const;

/** How far what is drawn stands from the ends of the axis, and the two series from each other. */
const [INSET, APART] = [24, 6];

/** Where a share stands. */
export function yOf(share: number): number {
  return round(FRAME.bottom - share * (FRAME.bottom - FRAME.top));
}

/** Where a point stands, between the outermost two. */
export function xOf(x: number, points: readonly Point[]): number {
  const all = points.map((point) => point.x);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const share = most > least ? (x - least) / (most - least) : 0.5;
  return round(FRAME.left + INSET + share * (FRAME.right - FRAME.left - 2 * INSET));
}

/** A series as an SVG has it: its way, its bars, its marks. */
export function drawSeries(things: 'one' | 'two', points: readonly Point[]) {
  const shift = things === 'one' ? -APART / 2 : APART / 2;
  const places = points.map((point) => {
    const { value, low, high } = point[things];
    return {
      x: round(xOf(point.x, points) + shift),
      y: yOf(value),
      low: yOf(low),
      high: yOf(high),
    };
  });
  return {
    line: places.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join(''),
    bars: places.map(({ x, low, high }) => `M${x} ${low}V${high}`),
    marks: places.map(({ x, y }) => ({ x, y })),
  };
}

function round(number: number): number {
  return Number(number.toFixed(1));
}
