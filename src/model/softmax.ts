import * as tf from '@tensorflow/tfjs-core';
import { expectBroadcast, expectFinite, expectRank } from './check.ts';

/**
 * Softmax over the last dimension, over the allowed keys only.
 *
 *     p[s] = m[s]·exp(z[s] − max) / Σ m·exp(z − max),   max over the allowed keys
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
  if (!mask) return tf.softmax(scores);
  expectBroadcast('maskedSoftmax', mask, scores.shape);
  return tf.tidy(() => {
    const keep = tf.cast(tf.broadcastTo(mask, scores.shape), 'bool'); // [B, H, T, S]
    const lowest = tf.min(scores, -1, true); // [B, H, T, 1]
    const highest = tf.max(tf.where(keep, scores, lowest), -1, true); // [B, H, T, 1]
    const shifted = tf.where(keep, tf.sub(scores, highest), 0); // [B, H, T, S]
    const weights = tf.mul(tf.exp(shifted), mask); // [B, H, T, S]
    const any = tf.max(tf.broadcastTo(mask, scores.shape), -1, true); // [B, H, T, 1]
    const total = tf.add(tf.sum(weights, -1, true), tf.sub(1, any)); // 1 for an empty row
    return tf.div<X>(weights, total);
  });
}
