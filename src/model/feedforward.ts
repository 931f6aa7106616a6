import * as tf from '@tensorflow/tfjs-core';
import { expectFinite, expectShape } from './check.ts';
import { linear } from './linear.ts';
import type { FeedForwardParams } from './params.ts';
import { noTap } from './tap.ts';
import type { Tap } from './tap.ts';

/**
 * The position-wise feed-forward network: every token alone, [B, T, D] → [B, T, D].
 *
 *     FFN(x) = max(0, x·W₁ + b₁)·W₂ + b₂
 *
 * Vaswani et al. 2017, section 3.3. Taps: `hidden` [B, T, F], `output` [B, T, D].
 *
 * @throws ModelError if the width of `x` is not D, or if `x` is not finite.
 */
export function feedForward(
  params: FeedForwardParams,
  x: tf.Tensor3D,
  tap: Tap = noTap,
): tf.Tensor3D {
  expectShape('feedForward', 'x', x, ['B', 'T', params.inner.weight.shape[0]]);
  expectFinite('feedForward', 'x', x);
  return tf.tidy(() => {
    const hidden = tap('hidden', tf.relu(linear(params.inner, x))); // [B, T, F]
    return tap('output', linear(params.outer, hidden)); // [B, T, D]
  });
}
