import * as tf from '@tensorflow/tfjs-core';
import { ModelError } from '../error.ts';
import { noTap, scope } from '../tap.ts';
import type { Tap } from '../tap.ts';
import { ddimStep } from './ddim.ts';
import { ddpmStep } from './ddpm.ts';
import type { DdpmVariance } from './ddpm.ts';
import { eulerStep, heunStep } from './ode.ts';
import { convertPrediction } from './prediction.ts';
import type { Prediction } from './prediction.ts';
import { diffusionRates, flowRates } from './rates.ts';
import type { NoiseSchedule } from './schedule.ts';

/** The network: what it predicts for x at a time. It may tap what it computes. */
export type Predict<X extends tf.Tensor> = (x: X, time: number, tap: Tap) => X;

interface SampleOptions {
  /** From noise to data: `spacedTimesteps` for a diffusion, `flowTimes` for a flow. */
  readonly times: readonly number[];
  /** Step i taps under the name `i`. */
  readonly tap?: Tap | undefined;
}

export interface DiffusionSampleOptions<X extends tf.Tensor> extends SampleOptions {
  readonly schedule: NoiseSchedule;
  /** What the network predicts: `epsilon` unless told otherwise. */
  readonly prediction?: Prediction | undefined;
  /** `ddim` unless told otherwise. */
  readonly method?: 'ddim' | 'ddpm' | undefined;
  /** For DDIM: see `ddimStep`. */
  readonly eta?: number | undefined;
  /** For DDPM: see `ddpmStep`. */
  readonly variance?: DdpmVariance | undefined;
  /** The fresh noise of step i, standard normal. Without it nothing is drawn. */
  readonly draw?: ((step: number) => X) | undefined;
}

/**
 * Walks from noise to data through a diffusion, one prediction a step.
 *
 * Taps of step i: `i.model.*` (the network's own), `i.clean` (x₀ as seen from there), `i.epsilon`
 * for DDIM, `i.x` (the result).
 *
 * @param x noise, standard normal
 * @throws ModelError if there are fewer than two times, or DDPM or η > 0 lacks fresh noise.
 */
export function sampleDiffusion<X extends tf.Tensor>(
  predict: Predict<X>,
  x: X,
  options: DiffusionSampleOptions<X>,
): X {
  const { schedule, prediction = 'epsilon', method = 'ddim', eta = 0, variance, draw } = options;
  if (!draw && (method === 'ddpm' || eta > 0)) {
    throw new ModelError('sampleDiffusion', 'fresh noise: `draw`', 'none');
  }
  return walk('sampleDiffusion', x, options, (x, time, next, tap, step) => {
    const [from, to] = [diffusionRates(schedule, time), diffusionRates(schedule, next)];
    const predicted = predict(x, time, scope(tap, 'model'));
    const clean = tap('clean', convertPrediction(prediction, 'x0', x, predicted, [from]));
    const fresh = draw?.(step);
    if (method === 'ddpm') return ddpmStep(x, { clean, from, to, fresh, variance });
    const epsilon = tap('epsilon', convertPrediction(prediction, 'epsilon', x, predicted, [from]));
    return ddimStep({ clean, epsilon, from, to, eta, fresh });
  });
}

export interface FlowSampleOptions extends SampleOptions {
  /** What the network predicts: `velocity` unless told otherwise. */
  readonly prediction?: Prediction | undefined;
  /** `euler` unless told otherwise. */
  readonly solver?: 'euler' | 'heun' | undefined;
}

/**
 * Walks from noise to data through a flow. Heun takes two predictions a step, but one for a step
 * that ends at time 0, where no network has been trained (as in Karras et al. 2022, algorithm 1).
 *
 * Taps of step i: `i.model.*` (the network's own), `i.velocity`, `i.x` (the result); for Heun also
 * `i.guess`, `i.model2.*` and `i.velocity2` before `i.x`.
 *
 * @param x noise, standard normal
 * @throws ModelError if there are fewer than two times.
 */
export function sampleFlow<X extends tf.Tensor>(
  predict: Predict<X>,
  x: X,
  options: FlowSampleOptions,
): X {
  const { prediction = 'velocity', solver = 'euler' } = options;
  return walk('sampleFlow', x, options, (x, time, next, tap) => {
    let evaluation = 0;
    const velocity = (x: X, t: number) => {
      const number = evaluation++ === 0 ? '' : '2';
      const predicted = predict(x, t, scope(tap, `model${number}`));
      const rates = [flowRates(t)];
      return tap(
        `velocity${number}`,
        convertPrediction(prediction, 'velocity', x, predicted, rates),
      );
    };
    return solver === 'heun' && next > 0
      ? heunStep(x, velocity, time, next, tap)
      : eulerStep(x, velocity(x, time), time, next);
  });
}

type Step<X extends tf.Tensor> = (x: X, time: number, next: number, tap: Tap, index: number) => X;

/** Takes one step between each time and the next. */
function walk<X extends tf.Tensor>(
  where: string,
  x: X,
  { times, tap = noTap }: SampleOptions,
  step: Step<X>,
): X {
  if (times.length < 2) throw new ModelError(where, 'at least two times', `${times.length}`);
  return tf.tidy(() =>
    times.slice(1).reduce((current, next, index) => {
      const own = scope(tap, String(index));
      const time = times[index] ?? NaN;
      return tf.tidy(() => own('x', step(current, time, next, own, index)));
    }, x),
  );
}
