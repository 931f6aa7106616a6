import * as tf from '@tensorflow/tfjs-core';
import { noTap } from '../tap.ts';
import type { Tap } from '../tap.ts';
import { weightedSum } from './weighted-sum.ts';

/**
 * The derivative of x by time. For a flow it is the velocity. A diffusion is such an equation as
 * well, the probability-flow ODE (Song et al. 2021): by the time noise/signal, x/signal moves with
 * the slope ε, and there an Euler step is the DDIM step with η = 0 (Song et al. 2021, DDIM,
 * equation 14).
 */
export type Slope<X extends tf.Tensor> = (x: X, time: number) => X;

/** One step of Euler: x + (to − from)·slope. Halving all steps halves the error. */
export function eulerStep<X extends tf.Tensor>(x: X, slope: X, from: number, to: number): X {
  return weightedSum([1], x, [to - from], slope);
}

/**
 * One step of Heun: a step of Euler, then the same step with the mean of both ends' slopes.
 * Halving all steps quarters the error, for twice the evaluations.
 *
 *     x' = x + h·f(x, t),   x + h/2·(f(x, t) + f(x', t + h)),   h = to − from
 *
 * Karras et al. 2022 (EDM), algorithm 1. Tap: `guess`, which is x'.
 */
export function heunStep<X extends tf.Tensor>(
  x: X,
  slope: Slope<X>,
  from: number,
  to: number,
  tap: Tap = noTap,
): X {
  return tf.tidy(() => {
    const first = slope(x, from);
    const guess = tap('guess', eulerStep(x, first, from, to));
    const second = slope(guess, to);
    const both = weightedSum([0.5], first, [0.5], second);
    return eulerStep(x, both, from, to);
  });
}
