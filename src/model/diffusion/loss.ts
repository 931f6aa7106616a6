import * as tf from '@tensorflow/tfjs-core';
import { expectFinite, expectPositive, expectShape } from '../check.ts';
import { ModelError } from '../error.ts';
import { predictionShares } from './prediction.ts';
import type { Prediction } from './prediction.ts';
import { snr } from './rates.ts';
import type { Rates } from './rates.ts';

/**
 * The loss of diffusion and flow: the mean square error, a scalar.
 *
 *     L = mean over samples of w·mean((prediction − target)²),   w = 1 unless told otherwise
 *
 * Ho et al. 2020, equation 14 (L_simple): the weights that the likelihood would ask for are left out.
 *
 * @param weights one a sample
 * @throws ModelError if the shapes disagree, or if an input is not finite.
 */
export function diffusionLoss(
  prediction: tf.Tensor,
  target: tf.Tensor,
  weights?: readonly number[],
): tf.Scalar {
  const [B = 0] = target.shape;
  expectShape('diffusionLoss', 'prediction', prediction, target.shape);
  expectFinite('diffusionLoss', 'prediction', prediction);
  expectFinite('diffusionLoss', 'target', target);
  if (weights && weights.length !== B) {
    throw new ModelError('diffusionLoss', `${B} weights`, `${weights.length}`);
  }
  return tf.tidy(() => {
    const squares = tf.reshape(tf.square(tf.sub(prediction, target)), [B, -1]); // [B, ·]
    const errors = tf.mean(squares, 1); // [B]
    return tf.mean<tf.Scalar>(weights ? tf.mul(errors, tf.tensor1d([...weights])) : errors); // []
  });
}

/**
 * Min-SNR-γ: the weight that keeps the almost clean samples, whose signal-to-noise ratio is huge,
 * from ruling the loss.
 *
 *     x₀: min(SNR, γ)      ε: min(SNR, γ)/SNR      v: min(SNR, γ)/(SNR + 1)
 *
 * Hang et al. 2023, with γ = 5. All three weigh the same error of x₀ by the same
 * amount, and so do the weights of the other kinds: their error is that of x₀ times a factor.
 *
 * @throws ModelError if a sample has no noise or, for ε, no signal.
 */
export function minSnrWeight(kind: Prediction, rates: Rates, gamma = 5): number {
  expectPositive('minSnrWeight', 'gamma', gamma);
  const [, ofClean] = predictionShares('x0', kind, rates);
  const weight = Math.min(snr(rates), gamma) / ofClean ** 2;
  if (Number.isFinite(weight)) return weight;
  const got = `signal ${rates.signal}, noise ${rates.noise}`;
  throw new ModelError('minSnrWeight', `rates at which ${kind} determines x0`, got);
}
