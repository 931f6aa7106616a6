import * as tf from '@tensorflow/tfjs-core';
import { expectCount } from '../check.ts';
import { ModelError } from '../error.ts';
import { silu } from '../activation.ts';
import { linear } from '../linear.ts';
import type { LinearParams } from '../params.ts';
import { noTap } from '../tap.ts';
import type { Tap } from '../tap.ts';

/** Two linear layers: frequencies → D → D. */
export interface TimestepParams {
  readonly inner: LinearParams;
  readonly outer: LinearParams;
}

/**
 * Times as sinusoids, [B, D]: all cosines, then all sines, as in DiT.
 *
 *     c[b, i] = cos(t_b·ωᵢ),   c[b, D/2 + i] = sin(t_b·ωᵢ),   ωᵢ = 10000^(−2i/D)
 *
 * Peebles and Xie 2022, `models.py`; the sinusoids are those of 2017 in another order. Times need not
 * be whole. They should be of the order of 0 to 1000, or most channels stay the same: multiply the
 * time of a flow by {@link FLOW_TIME_SCALE}.
 *
 * @param times one a sample
 * @param D the number of channels, even
 */
export function timestepSinusoids(times: readonly number[], D: number): tf.Tensor2D {
  expectCount('timestepSinusoids', 'D', D);
  if (D % 2 !== 0) throw new ModelError('timestepSinusoids', 'an even width', `${D}`);
  const bad = times.find((time) => !Number.isFinite(time));
  if (bad !== undefined) throw new ModelError('timestepSinusoids', 'finite times', `${bad}`);
  const half = D / 2;
  const rows = times.map((time) =>
    Array.from({ length: D }, (_, d) => {
      const angle = time * 10000 ** (-(d % half) / half);
      return d < half ? Math.cos(angle) : Math.sin(angle);
    }),
  );
  return tf.tensor2d(rows, [times.length, D]);
}

/** What the time of a flow, 0 to 1, is multiplied with to look like a timestep of a diffusion. */
export const FLOW_TIME_SCALE = 1000;

/**
 * A time as a vector, one a sample: [B, D].
 *
 *     e = SiLU(sinusoids(t)·W₁ + b₁)·W₂ + b₂
 *
 * Peebles and Xie 2022, section 3.2. Taps: `sinusoids`, `hidden`, `output`.
 */
export function timestepEmbedding(
  params: TimestepParams,
  times: readonly number[],
  tap: Tap = noTap,
): tf.Tensor2D {
  const [width] = params.inner.weight.shape;
  return tf.tidy(() => {
    const sinusoids = tap('sinusoids', timestepSinusoids(times, width)); // [B, ·]
    const hidden = tap('hidden', silu(linear(params.inner, sinusoids))); // [B, D]
    return tap('output', linear(params.outer, hidden)); // [B, D]
  });
}
