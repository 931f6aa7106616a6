import * as tf from '@tensorflow/tfjs-core';
import type { Tap } from '../../../src/model/index.ts';
import type { Lesson } from '../data/translation.ts';
import type { Head } from './align.ts';

/** Keeps the logarithm finite where a pattern has a 0. */
const EPSILON = 1e-6;

/**
 * How far one head of cross-attention is from looking at the words that are being translated.
 *
 *     loss = −Σ_t Σ_s a(t, s)·ln(p(t, s) + ε) / n,   a = 1 / the number of sources of token t
 *
 * n is how many tokens have sources. Garg et al. 2019, section 3.2, who train a head so beside the
 * translation.
 *
 * @param pattern of all heads, [B, H, T, S]
 */
export function guideLoss(
  pattern: tf.Tensor,
  head: number,
  alignments: readonly Lesson['alignment'][],
): tf.Scalar {
  const [B = 0, , T = 0, S = 0] = pattern.shape;
  return tf.tidy(() => {
    const seen = tf.slice(pattern, [0, head, 0, 0], [B, 1, T, S]); // [B, 1, T, S]
    const wanted = wantedShares(alignments, [B, T, S]); // [B, 1, T, S]
    const losses = tf.mul(wanted, tf.log(tf.add(seen, EPSILON))); // [B, 1, T, S]
    return tf.neg(tf.div<tf.Scalar>(tf.sum(losses), tf.sum(wanted)));
  });
}

/** A tap that computes something of one tensor on its way, and what came of it. */
export function listenTo(wanted: string, compute: (tensor: tf.Tensor) => tf.Scalar) {
  let heard: tf.Scalar | undefined;
  const tap: Tap = (name, tensor) => {
    if (name === wanted) heard = tf.keep(compute(tensor));
    return tensor;
  };
  /** The scalar, in the scope of the caller from now on. */
  const take = (): tf.Scalar => {
    if (!heard) throw new Error(`the model has no ${wanted}`);
    const free = tf.clone(heard);
    heard.dispose();
    heard = undefined;
    return free;
  };
  return { tap, take };
}

/** The name of the pattern of a head's layer. */
export function patternOf({ layer }: Head): string {
  return `decoder.${layer}.cross.pattern`;
}

/** a(t, s), [B, 1, T, S]. */
function wantedShares(
  alignments: readonly Lesson['alignment'][],
  [B, T, S]: readonly [number, number, number],
): tf.Tensor4D {
  const shares = new Float32Array(B * T * S);
  alignments.forEach((alignment, b) =>
    alignment.forEach((sources, t) =>
      sources.forEach((s) => (shares[(b * T + t) * S + s] = 1 / sources.length)),
    ),
  );
  return tf.tensor4d(shares, [B, 1, T, S]);
}
