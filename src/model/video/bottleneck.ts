import * as tf from '@tensorflow/tfjs-core';
import { expectFinite, expectShape } from '../check.ts';
import { noTap } from '../tap.ts';
import type { Tap } from '../tap.ts';

/** A normal distribution for each number of the latents. */
export type Moments = {
  /** [B, n, y, x, C] */
  readonly mean: tf.Tensor5D;
  /** [B, n, y, x, C]: log σ² */
  readonly logVariance: tf.Tensor5D;
};

/**
 * Draws latents: the reparameterization, through which a gradient flows to both moments.
 *
 *     z = μ + σ·ε,   σ = exp(½·log σ²),   ε ~ N(0, 1)
 *
 * Kingma and Welling 2014, section 2.4. Taps: `deviation`, `latents`.
 *
 * @param noise ε, standard normal, of the shape of the mean
 * @throws ModelError if the shapes differ, or if a moment is not finite.
 */
export function sampleLatents(
  { mean, logVariance }: Moments,
  noise: tf.Tensor5D,
  tap: Tap = noTap,
): tf.Tensor5D {
  checkMoments('sampleLatents', { mean, logVariance });
  expectShape('sampleLatents', 'noise', noise, mean.shape);
  return tf.tidy(() => {
    const deviation = tap('deviation', tf.exp(tf.mul(logVariance, 0.5)));
    return tap('latents', tf.add<tf.Tensor5D>(mean, tf.mul(deviation, noise)));
  });
}

/**
 * How far each number's distribution is from the standard normal, in nats: [B, n, y, x, C].
 *
 *     KL(N(μ, σ²) ‖ N(0, 1)) = ½·(μ² + σ² − 1 − log σ²)
 *
 * Kingma and Welling 2014, appendix B. It is 0 for μ = 0 and σ = 1, and else above.
 *
 * @throws ModelError if the shapes differ, or if a moment is not finite.
 */
export function klDivergence({ mean, logVariance }: Moments): tf.Tensor5D {
  checkMoments('klDivergence', { mean, logVariance });
  return tf.tidy(() => {
    const second = tf.add(tf.square(mean), tf.exp(logVariance)); // μ² + σ²
    return tf.mul<tf.Tensor5D>(tf.sub(tf.sub(second, 1), logVariance), 0.5);
  });
}

/** What brings each channel of the latents to mean 0 and variance 1, as diffusion wants it. */
export type LatentScale = {
  /** [C] */
  readonly shift: tf.Tensor1D;
  /** [C] */
  readonly scale: tf.Tensor1D;
};

/** So that a channel that never varies is not divided by 0. */
const SCALE_EPSILON = 1e-8;

/**
 * Shift and scale of the channels, measured on latents [B, n, y, x, C].
 *
 *     shift = mean(z),   scale = 1 / √(variance(z) + 10⁻⁸)
 */
export function measureLatents(latents: tf.Tensor5D): LatentScale {
  expectShape('measureLatents', 'latents', latents, ['B', 'N', 'Y', 'X', 'C']);
  expectFinite('measureLatents', 'latents', latents);
  return tf.tidy(() => {
    const rows = tf.reshape<tf.Rank.R2>(latents, [-1, latents.shape[4]]); // [B·n·y·x, C]
    const shift = tf.mean<tf.Tensor1D>(rows, 0); // [C]
    const variance = tf.mean<tf.Tensor1D>(tf.square(tf.sub(rows, shift)), 0); // [C]
    return { shift, scale: tf.div<tf.Tensor1D>(1, tf.sqrt(tf.add(variance, SCALE_EPSILON))) };
  });
}

/** What the diffusion model sees: (z − shift)·scale. */
export function normalizeLatents({ shift, scale }: LatentScale, latents: tf.Tensor5D): tf.Tensor5D {
  expectShape('normalizeLatents', 'latents', latents, ['B', 'N', 'Y', 'X', shift.size]);
  return tf.tidy(() => tf.mul<tf.Tensor5D>(tf.sub(latents, shift), scale));
}

/** What the decoder sees, the inverse: z / scale + shift. */
export function denormalizeLatents(
  { shift, scale }: LatentScale,
  latents: tf.Tensor5D,
): tf.Tensor5D {
  expectShape('denormalizeLatents', 'latents', latents, ['B', 'N', 'Y', 'X', shift.size]);
  return tf.tidy(() => tf.add<tf.Tensor5D>(tf.div(latents, scale), shift));
}

function checkMoments(where: string, { mean, logVariance }: Moments): void {
  expectShape(where, 'mean', mean, ['B', 'N', 'Y', 'X', 'C']);
  expectShape(where, 'logVariance', logVariance, mean.shape);
  expectFinite(where, 'mean', mean);
  expectFinite(where, 'logVariance', logVariance);
}
