import * as tf from '@tensorflow/tfjs-core';
import { expectBack } from './rates-check.ts';
import type { Rates } from './rates.ts';
import { weightedSum } from './weighted-sum.ts';

/** The variance of a step back: `small` is the posterior's β̃, `large` is β. */
export type DdpmVariance = 'small' | 'large';

export interface DdpmStep<X extends tf.Tensor> {
  /** x₀ as the network sees it from here. */
  readonly clean: X;
  readonly from: Rates;
  /** The rates of an earlier, less noisy timestep: the one before, or any. */
  readonly to: Rates;
  /** Standard normal, of the shape of x. Without it the step takes the mean. */
  readonly fresh?: X | undefined;
  /** `small` unless told otherwise. */
  readonly variance?: DdpmVariance | undefined;
}

/**
 * One step back through a diffusion, from timestep t to s < t: the mean of q(x_s | x_t, x₀), and
 * fresh noise around it. With α = ᾱ_t/ᾱ_s and β = 1 − α:
 *
 *     x_s = √ᾱ_s·β/(1 − ᾱ_t)·x₀ + √α·(1 − ᾱ_s)/(1 − ᾱ_t)·x_t + σ·z
 *     σ² = β̃ = (1 − ᾱ_s)/(1 − ᾱ_t)·β (small) or β (large); σ = 0 where s is the data
 *
 * Ho et al. 2020, equations 6 and 7, section 3.2 and algorithm 2, which write x₀ in terms of ε.
 *
 * @throws ModelError if the rates are not a diffusion's, or x is not noisier than the result.
 */
export function ddpmStep<X extends tf.Tensor>(
  x: X,
  { clean, from, to, fresh, variance = 'small' }: DdpmStep<X>,
): X {
  const [ofClean, ofX] = posteriorMean(from, to);
  const sigma = ddpmSigma(from, to, variance);
  return tf.tidy(() => {
    const mean = weightedSum([ofClean], clean, [ofX], x);
    return fresh ? weightedSum([1], mean, [sigma], fresh) : mean;
  });
}

/** How much of x₀ and of x_t is in the mean of a step back. */
export function posteriorMean(from: Rates, to: Rates): readonly [ofClean: number, ofX: number] {
  expectBack('ddpmStep', from, to);
  const root = from.signal / to.signal;
  const all = from.noise ** 2;
  return [(to.signal * (1 - root ** 2)) / all, (root * to.noise ** 2) / all];
}

/** σ, the standard deviation of a step back. */
export function ddpmSigma(from: Rates, to: Rates, variance: DdpmVariance = 'small'): number {
  expectBack('ddpmStep', from, to);
  if (to.noise === 0) return 0;
  const beta = 1 - (from.signal / to.signal) ** 2;
  return Math.sqrt(variance === 'small' ? (beta * to.noise ** 2) / from.noise ** 2 : beta);
}
