import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from './activation.ts';
import { expectFinite, expectShape } from './check.ts';
import { ModelError } from './error.ts';
import { detached } from './detach.ts';
import { feedForward } from './feedforward.ts';
import { linear } from './linear.ts';
import type { ExpertsParams } from './params.ts';
import { maskedSoftmax } from './softmax.ts';
import { noTap, scope } from './tap.ts';
import type { Tap } from './tap.ts';

export interface ExpertsOptions {
  /** How many experts a token is sent to, from 1 to E. 2 unless told otherwise. */
  readonly top?: number | undefined;
  readonly activation?: Activation | undefined;
  readonly tap?: Tap | undefined;
}

/**
 * A mixture of experts in the place of the feed-forward network, [B, T, D] → [B, T, D]: a router
 * sends each token to the `top` experts that it scores highest.
 *
 *     y = Σ_e g_e·FFN_e(x),   g = softmax over the chosen scores, 0 for the others
 *
 * Shazeer et al. 2017, section 2, without noise; Jiang et al. 2024, section 2.1. Every expert
 * computes every token here, and the gate throws away what was not chosen: at this size that is
 * quicker than sorting tokens. `countActive` and `multiplyLayer` say what a real implementation computes.
 * Taps: `router` [B, T, E], `chosen` [B, T, E], `gate` [B, T, E], those of each expert under
 * `experts.0` to `experts.(E − 1)`, `output`.
 *
 * @throws ModelError if `top` is not from 1 to E, or the shapes disagree.
 */
export function mixtureOfExperts(
  params: ExpertsParams,
  x: tf.Tensor3D,
  { top = 2, activation, tap = noTap }: ExpertsOptions = {},
): tf.Tensor3D {
  const { router, experts } = params;
  const E = experts.length;
  expectShape('mixtureOfExperts', 'x', x, ['B', 'T', router.weight.shape[0]]);
  expectFinite('mixtureOfExperts', 'x', x);
  expectTop(top, E);
  return tf.tidy(() => {
    const scores = tap('router', linear(router, x, scope(tap, 'router'))); // [B, T, E]
    const chosen = tap(
      'chosen',
      detached(scores, (given) => topMask(given, top)),
    ); // [B, T, E]
    const gate = tap('gate', maskedSoftmax(scores, chosen)); // [B, T, E]
    const shares = tf.split(gate, E, -1); // E × [B, T, 1]
    const parts = experts.map((expert, e) => {
      const thought = feedForward(expert, x, scope(tap, `experts.${e}`), activation); // [B, T, D]
      return tf.mul<tf.Tensor3D>(thought, shares[e] ?? 0); // [B, T, D]
    });
    return tap('output', tf.addN(parts)); // [B, T, D]
  });
}

/**
 * What keeps the router from sending all tokens to one expert: 1 if they are spread evenly, up to E
 * if not. To be added to the loss with a small factor.
 *
 *     E·Σ_e f_e·P_e,   f_e = share of tokens whose first choice is e, P_e = mean probability of e
 *
 * Fedus et al. 2022, section 2.2.
 *
 * @param scores [B, T, E]: the tap `router`
 */
export function balanceLoss(scores: tf.Tensor3D): tf.Scalar {
  const [, , E] = scores.shape;
  return tf.tidy(() => {
    const first = detached(scores, (given) => topMask(given, 1)); // [B, T, E]
    const share = tf.mean(tf.reshape(first, [-1, E]), 0); // [E]
    const chance = tf.mean(tf.reshape(maskedSoftmax(scores), [-1, E]), 0); // [E]
    return tf.mul<tf.Scalar>(tf.sum(tf.mul(share, chance)), E);
  });
}

/** 1 at the `top` largest of each row, 0 elsewhere. Of equals, the first counts as larger. */
export function topMask(scores: tf.Tensor, top: number): tf.Tensor {
  const E = scores.shape.at(-1) ?? 0;
  expectTop(top, E);
  return tf.tidy(() => {
    const own = tf.expandDims(scores, -1); // [..., E, 1]
    const other = tf.expandDims(scores, -2); // [..., 1, E]
    const earlier = tf.less(tf.range(0, E), tf.reshape(tf.range(0, E), [E, 1])); // [E, E]
    const tied = tf.logicalAnd(tf.equal(other, own), earlier); // [..., E, E]
    const beaten = tf.logicalOr(tf.greater(other, own), tied); // [..., E, E]
    const rank = tf.sum(tf.cast(beaten, 'float32'), -1); // [..., E]
    return tf.cast(tf.less(rank, top), 'float32'); // [..., E]
  });
}

function expectTop(top: number, E: number): void {
  if (!Number.isInteger(top) || top < 1 || top > E) {
    throw new ModelError('mixtureOfExperts', `top from 1 to ${E}`, String(top));
  }
}
