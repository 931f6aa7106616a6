import * as tf from '@tensorflow/tfjs-core';
import { expectBroadcast, expectFinite, expectRank } from './check.ts';
import { fused } from './fused.ts';

/**
 * Softmax over the last dimension, over the allowed keys only.
 *
 *     p[s] = m[s]·exp(z[s] − max) / Σ m·exp(z − max),   max over the allowed keys
 *     ∂L/∂z[s] = p[s]·(g[s] − Σ g·p),   g = ∂L/∂p
 *
 * A blocked key gets exactly 0. A row without any allowed key gets exact zeros and zero gradients,
 * never NaN. The mask is explicit: nothing like −10⁹ is added, which a large score can outweigh
 * and which float16 turns into −∞.
 *
 * @param scores [..., S], finite
 * @param mask 1 = allowed, 0 = blocked; broadcasts to the shape of `scores`
 * @throws ModelError if the mask does not broadcast, or if `scores` is not finite.
 */
export function maskedSoftmax<X extends tf.Tensor>(scores: X, mask?: tf.Tensor): X {
  expectRank('maskedSoftmax', 'scores', scores, 1);
  expectFinite('maskedSoftmax', 'scores', scores);
  if (mask) expectBroadcast('maskedSoftmax', mask, scores.shape);
  const quick = fused('MaskedSoftmax', { scores, mask }, { maskShape: mask?.shape });
  if (quick) return quick as X;
  if (!mask) return tf.softmax(scores);
  return withGradient(scores, () => allowedShares(scores, mask));
}

/**
 * The value: exponentials of the allowed scores as shares of their sum. In rows, because WebGL has
 * `where` for up to four dimensions only.
 */
function allowedShares<X extends tf.Tensor>(scores: X, mask: tf.Tensor): X {
  const rows = [-1, scores.shape.at(-1) ?? 0];
  const allowed = tf.reshape(tf.broadcastTo(mask, scores.shape), rows); // [B·H·T, S]
  const keep = tf.cast(allowed, 'bool'); // [B·H·T, S]
  const each = tf.reshape(scores, rows); // [B·H·T, S]
  const lowest = tf.min(each, 1, true); // [B·H·T, 1]
  const highest = tf.max(tf.where(keep, each, lowest), 1, true); // [B·H·T, 1]
  const shifted = tf.where(keep, tf.sub(each, highest), 0); // [B·H·T, S]
  const weights = tf.mul(tf.exp(shifted), allowed); // [B·H·T, S]
  const any = tf.max(allowed, 1, true); // [B·H·T, 1], 0 for an empty row
  const total = tf.add(tf.sum(weights, 1, true), tf.sub(1, any)); // [B·H·T, 1]
  return tf.reshape(tf.div(weights, total), scores.shape) as X; // [B, H, T, S]
}

/** The gradient, from the value alone: tfjs's own would go back through every line above. */
function withGradient<X extends tf.Tensor>(scores: X, shares: () => X): X {
  const softmax = tf.customGrad<X>((_scores, save) => {
    const pattern = shares();
    if (typeof save === 'function') save([pattern]);
    const gradFunc = (slope: X, [p = pattern]: tf.Tensor[]) =>
      tf.mul(p, tf.sub(slope, tf.sum(tf.mul(slope, p), -1, true))); // [B, H, T, S]
    return { value: pattern, gradFunc };
  });
  return softmax(scores);
}
