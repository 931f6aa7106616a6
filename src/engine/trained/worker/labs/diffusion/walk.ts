import * as tf from '@tensorflow/tfjs-core';
import {
  convertPrediction,
  cosineSchedule,
  createRandom,
  diffusionRates,
  flowRates,
  flowTimes,
  linearSchedule,
  recorder,
  sampleDiffusion,
  sampleFlow,
  spacedTimesteps,
  withGuidance,
  zeroTerminalSnr,
} from '../../../../../model/index.ts';
import type { NoiseSchedule, Predict, Prediction, Rates } from '../../../../../model/index.ts';
import type { DiffusionMethod, DiffusionSettings } from '../../../../labs/diffusion.ts';
import { posterior } from './mixture.ts';
import type { Mixture } from './mixture.ts';
import type { Aim } from './ode.ts';

/** T of the diffusions. */
const TIMESTEPS = 1000;

/** A schedule on the time from 0, data, to 1, noise. */
export interface Clock {
  readonly schedule: NoiseSchedule | undefined;
  /** The times of so many steps, in the schedule's own count. */
  readonly times: (steps: number) => readonly number[];
  readonly rates: (time: number) => Rates;
  /** The longest time in the schedule's own count. */
  readonly last: number;
}

export function clockOf(name: DiffusionSettings['schedule']): Clock {
  if (name === 'flow') return { schedule: undefined, times: flowTimes, rates: flowRates, last: 1 };
  const schedule = SCHEDULES[name]();
  return {
    schedule,
    times: (steps) => spacedTimesteps(TIMESTEPS, steps),
    rates: (time) => diffusionRates(schedule, time),
    last: TIMESTEPS,
  };
}

const SCHEDULES = {
  linear: () => linearSchedule(),
  cosine: () => cosineSchedule(),
  zeroSnr: () => zeroTerminalSnr(linearSchedule()),
};

export interface Walk {
  readonly clock: Clock;
  readonly aim: Aim;
  readonly prediction: Prediction;
  readonly seed: number;
}

/** Walks points [N, 2] from noise to data; what was on the way by the names of its taps. */
export function walk(
  { clock, aim, prediction, seed }: Walk,
  noise: Float32Array,
  method: DiffusionMethod,
  steps: number,
): readonly Float32Array[] {
  const { tap, tensors } = recorder();
  tf.tidy(() => {
    const x = tf.tensor2d(noise, [noise.length / 2, 2]);
    const predict = predictor(clock, aim, prediction);
    const times = clock.times(steps);
    const keep = (name: string, one: tf.Tensor) => (/^\d+\.x$/.test(name) ? tap(name, one) : one);
    const options = { times, prediction, tap: keep as typeof tap };
    if (!clock.schedule) {
      sampleFlow(predict, x, { ...options, solver: method === 'heun' ? 'heun' : 'euler' });
      return;
    }
    const { normal } = createRandom(seed + 1); // another stream than that of the start
    const draw = () => tf.tensor2d(Float32Array.from(noise, normal), x.shape);
    const { schedule } = clock;
    const ddpm = { method: 'ddpm', draw } as const;
    sampleDiffusion(predict, x, { ...options, schedule, ...(method === 'ddpm' ? ddpm : {}) });
  });
  return [noise, ...tensors.map(({ data }) => data)];
}

/** The best of all networks, guided: it says exactly what it is asked for. */
function predictor(clock: Clock, aim: Aim, prediction: Prediction): Predict<tf.Tensor2D> {
  const exact = (x: tf.Tensor2D, time: number, mixture: Mixture) => {
    const rates = clock.rates(time);
    const clean = tf.tensor2d(cleanOf(x.dataSync<'float32'>(), mixture, rates), x.shape);
    return convertPrediction('x0', prediction, x, clean, [rates]);
  };
  if (aim.guidance === 1) return (x, time) => tf.tidy(() => exact(x, time, aim.wanted));
  return withGuidance(exact, aim.wanted, aim.all, aim.guidance);
}

function cleanOf(points: Float32Array, mixture: Mixture, rates: Rates): Float32Array {
  const clean = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += 2) {
    clean.set(posterior(mixture, [points[i] ?? 0, points[i + 1] ?? 0], rates).clean, i);
  }
  return clean;
}
