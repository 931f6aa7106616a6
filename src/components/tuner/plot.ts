import type { Point } from './runs.ts';

/** How many points a line is drawn of, at most: more than a screen has pixels for is waste. */
const MOST_POINTS = 200;

/** A drawing is 100 wide and 100 high, whatever its size on the screen. */
const SIDE = 100;

/** The ends of both axes; both start at 0. */
export interface Axes {
  readonly steps: number;
  readonly most: number;
}

/** Axes that hold all lines. The vertical one ends at a round number. */
export function axesOf(lines: readonly (readonly Point[])[], steps: number): Axes {
  const most = Math.max(0, ...lines.flat().map(({ value }) => value));
  return { steps: Math.max(1, steps), most: roundUp(most) };
}

/** The next of 1, 2, 5, 10 … times a power of ten. */
export function roundUp(value: number): number {
  if (value <= 0 || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((one) => one * power >= value * (1 - 1e-9)) ?? 10;
  return Number((factor * power).toPrecision(1));
}

/** A line as the path of an SVG, in a box of 100 × 100 unless told otherwise. */
export function pathOf(
  points: readonly Point[],
  { steps, most }: Axes,
  { width, height } = { width: SIDE, height: SIDE },
): string {
  return thin(points)
    .map(({ step, value }, i) => {
      const x = (width * step) / steps;
      const y = height * (1 - value / most);
      return `${i === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`;
    })
    .join('');
}

/** As many points as can be seen, each the mean of its neighbors. */
export function thin(points: readonly Point[], most = MOST_POINTS): readonly Point[] {
  const size = Math.ceil(points.length / most);
  if (size <= 1) return points;
  const groups = Math.ceil(points.length / size);
  return Array.from({ length: groups }, (_, i) => mean(points.slice(i * size, (i + 1) * size)));
}

function mean(points: readonly Point[]): Point {
  const sum = (of: (point: Point) => number) => points.reduce((total, p) => total + of(p), 0);
  return {
    step: sum(({ step }) => step) / points.length,
    value: sum(({ value }) => value) / points.length,
  };
}

/** Heights for labels that would cover each other, as near to their own as they can be, in order. */
export function spread(heights: readonly number[], gap: number): number[] {
  const order = [...heights.keys()].sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
  const apart = [...heights];
  let free = -Infinity;
  for (const at of order) {
    apart[at] = Math.max(free, heights[at] ?? 0);
    free = (apart[at] ?? 0) + gap;
  }
  // What was pushed out at the bottom goes up again.
  let end = SIDE;
  for (const at of order.toReversed()) {
    apart[at] = Math.min(end, apart[at] ?? 0);
    end = (apart[at] ?? 0) - gap;
  }
  return apart;
}
