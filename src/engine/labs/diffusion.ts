import type { Prediction } from '../../model/index.ts';
import { decimal, oneOf, seed, whole } from './field.ts';
import type { SettingsOf } from './field.ts';

/** Points of a plane are the data: clumps on the left and on the right. */
export const diffusionFields = {
  /** How data and noise are mixed at each time. */
  schedule: oneOf('linear', ['linear', 'cosine', 'zeroSnr', 'flow']),
  /** What the network says. */
  prediction: oneOf('v', ['epsilon', 'x0', 'v', 'velocity', 'score']),
  /** Of a diffusion. */
  sampler: oneOf('ddim', ['ddim', 'ddpm']),
  /** Of a flow. */
  solver: oneOf('euler', ['euler', 'heun']),
  steps: whole(8, 1, 50),
  /** Which clumps are wanted. */
  wanted: oneOf('all', ['all', 'left', 'right']),
  /** s of classifier-free guidance; 1 is none. */
  guidance: decimal(1, 0, 10),
  seed,
  /** The step that is looked at, from 1. */
  at: whole(1, 1, 50),
};
export type DiffusionSettings = SettingsOf<typeof diffusionFields>;
export type DiffusionMethod = DiffusionSettings['sampler'] | DiffusionSettings['solver'];

/** What a schedule has: a sampler if it is a diffusion's, a solver if it is a flow's. */
export function methodOf({
  schedule,
  sampler,
  solver,
}: Pick<DiffusionSettings, 'schedule' | 'sampler' | 'solver'>): DiffusionMethod {
  return schedule === 'flow' ? solver : sampler;
}

/** Calls of the network: Heun calls it twice a step, but once in the last. */
export function callsOf(method: DiffusionMethod, steps: number): number {
  return method === 'heun' ? 2 * steps - 1 : steps;
}

/** All kinds, in the order in which results have them. */
export const PREDICTIONS = [
  'epsilon',
  'x0',
  'v',
  'velocity',
  'score',
] as const satisfies readonly Prediction[];

/** The numbers of steps that the curves are measured at. */
export const CURVE_STEPS = [1, 2, 4, 8, 16, 32] as const;

/** What the methods of a schedule cost and reach. */
export interface DiffusionCurve {
  readonly method: DiffusionMethod;
  /** Calls of the network at each of `CURVE_STEPS`. */
  readonly calls: Float32Array;
  /** Mean distance to where endless steps lead; NaN for a method that draws noise on its way. */
  readonly error: Float32Array;
  /** Energy distance to the data: 0 for the same distribution. */
  readonly distance: Float32Array;
}

export interface DiffusionResult {
  /** Of the noise schedule, at even times from data to noise: the two rates and ln(signal²/noise²). */
  readonly signal: Float32Array;
  readonly noise: Float32Array;
  readonly logSnr: Float32Array;
  /** From noise to data, as shares of the longest time, [steps + 1]. */
  readonly times: Float32Array;
  /** [points, steps + 1, 2] */
  readonly paths: Float32Array;
  /** Draws of the wanted data, [·, 2]. */
  readonly data: Float32Array;
  /** Where endless steps lead the points of the paths, [points, 2]. */
  readonly ends: Float32Array;
  /** What is predicted of the first point at each step, in each kind, [steps, 5, 2]. */
  readonly predictions: Float32Array;
  /** How much of an error of each kind of prediction is in x₀, [steps, 5]; Infinity if it says nothing. */
  readonly weights: Float32Array;
  readonly curves: readonly DiffusionCurve[];
  /** Of all points, with the steps that are set; as in a curve. */
  readonly error: number;
  readonly distance: number;
  /** The energy distance of as many exact draws of the data: what chance alone makes. */
  readonly chance: number;
  /** How many points end nearest to a clump of the wanted ones, and of how many. */
  readonly hits: number;
  readonly points: number;
}
