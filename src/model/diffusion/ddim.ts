import * as tf from '@tensorflow/tfjs-core';
import { ModelError } from '../error.ts';
import { expectBack } from './rates-check.ts';
import type { Rates } from './rates.ts';
import { weightedSum } from './weighted-sum.ts';

export interface DdimStep<X extends tf.Tensor> {
  /** x₀ as the network sees it from here. */
  readonly clean: X;
  /** ε as the network sees it from here. */
  readonly epsilon: X;
  readonly from: Rates;
  readonly to: Rates;
  /** How much of the noise is drawn anew: 0, the default, none of it; 1 as much as DDPM. */
  readonly eta?: number | undefined;
  /** Standard normal, of the shape of x. Needed if η > 0. */
  readonly fresh?: X | undefined;
}

/**
 * A jump from one time to any other: the same x₀ and ε, mixed at the rates of the other time.
 *
 *     x_s = √ᾱ_s·x₀ + √(1 − ᾱ_s − σ²)·ε + σ·z,   σ = η·√((1 − ᾱ_s)/(1 − ᾱ_t))·√(1 − ᾱ_t/ᾱ_s)
 *
 * Song et al. 2021 (DDIM), equations 12 and 16. At η = 0 nothing is drawn, any rates will do, and
 * with those of a flow it is an Euler step. At η = 1 it is the step of DDPM with the small variance.
 *
 * @throws ModelError if η is not from 0 to 1, or if η > 0 and the rates are not a diffusion's.
 */
export function ddimStep<X extends tf.Tensor>({
  clean,
  epsilon,
  from,
  to,
  eta = 0,
  fresh,
}: DdimStep<X>): X {
  const sigma = ddimSigma(from, to, eta);
  const kept = Math.sqrt(to.noise ** 2 - sigma ** 2);
  return tf.tidy(() => {
    const mixed = weightedSum([to.signal], clean, [kept], epsilon);
    return fresh ? weightedSum([1], mixed, [sigma], fresh) : mixed;
  });
}

/** σ, the standard deviation of what a jump draws anew. */
export function ddimSigma(from: Rates, to: Rates, eta = 0): number {
  if (!(eta >= 0 && eta <= 1)) throw new ModelError('ddimStep', 'η from 0 to 1', `${eta}`);
  if (eta === 0) return 0;
  expectBack('ddimStep', from, to);
  const beta = 1 - (from.signal / to.signal) ** 2;
  return eta * (to.noise / from.noise) * Math.sqrt(beta);
}
