import type { DiffusionResult } from '../../../engine/labs/diffusion.ts';
import { PREDICTIONS } from '../../../engine/labs/diffusion.ts';

/** A side of the drawing, and how much of the plane it shows in either direction. */
export const SIDE = 380;
const REACH = 2.9;

export type Spot = readonly [x: number, y: number];

/** What there is to draw, in units of the view box. */
export interface Plane {
  readonly data: readonly Spot[];
  /** A line for each point: `M… L…`. */
  readonly ways: readonly string[];
  /** Before the step that is looked at. */
  readonly now: readonly Spot[];
  /** Where x₀ of the first point is expected. */
  readonly expected: Spot;
}

/** @param at the step that is looked at, from 1 to the number of steps */
export function planeOf({ data, paths, times, predictions }: DiffusionResult, at: number): Plane {
  const count = paths.length / (2 * times.length);
  const spot = (values: Float32Array, i: number): Spot => [
    across(values[2 * i] ?? 0),
    across(-(values[2 * i + 1] ?? 0)),
  ];
  const ways = Array.from({ length: count }, (_, point) =>
    Array.from(times, (_, step) => spot(paths, point * times.length + step)),
  );
  return {
    data: Array.from({ length: data.length / 2 }, (_, i) => spot(data, i)),
    ways: ways.map((way) => `M${way.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`),
    now: ways.map((way) => way[at - 1] ?? [0, 0]),
    expected: spot(predictions, (at - 1) * PREDICTIONS.length + PREDICTIONS.indexOf('x0')),
  };
}

function across(value: number): number {
  return (SIDE / 2) * (1 + value / REACH);
}
