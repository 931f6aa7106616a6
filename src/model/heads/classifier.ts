import * as tf from '@tensorflow/tfjs-core';
import { expectBroadcast, expectFinite, expectShape } from '../check.ts';
import { linear } from '../linear.ts';
import { noTap, scope } from '../tap.ts';
import type { Tap } from '../tap.ts';
import type { ClassifierParams } from './params.ts';

export interface ClassifierOptions {
  /** `first`: the first token speaks for all. `mean`: the mean of all that are not padding. */
  readonly pool?: 'first' | 'mean' | undefined;
  /** Padding, as attention takes it; broadcasts to [B, 1, 1, T]. `first` does not look at it. */
  readonly mask?: tf.Tensor | undefined;
  readonly tap?: Tap | undefined;
}

/**
 * The classifier head: one row a sequence, then one logit a class, [B, T, D] → [B, C].
 *
 *     first: P = X₀        mean: P = Σ_t a(t)·X_t,   a(t) = m(t) / Σ m
 *     logits = P·W + b
 *
 * `first` is BERT's way (Devlin et al. 2019, section 3: a token `[CLS]` stands there), without its
 * extra layer and tanh. A sequence that is all padding has the mean 0.
 * Taps: `shares` (a) [B, T] of a mean; `pooled` [B, D]; `logits` [B, C].
 *
 * @throws ModelError if the shapes disagree, or if `x` is not finite.
 */
export function classifierHead(
  params: ClassifierParams,
  x: tf.Tensor3D,
  { pool = 'first', mask, tap = noTap }: ClassifierOptions = {},
): tf.Tensor2D {
  const [B, T] = x.shape;
  expectShape('classifierHead', 'x', x, ['B', 'T', params.output.weight.shape[0]]);
  expectFinite('classifierHead', 'x', x);
  if (mask) expectBroadcast('classifierHead', mask, [B, 1, 1, T]);
  return tf.tidy(() => {
    const pooled = tap('pooled', pool === 'mean' ? mean(x, mask, tap) : first(x)); // [B, D]
    return tap('logits', linear(params.output, pooled, scope(tap, 'output'))); // [B, C]
  });
}

function first(x: tf.Tensor3D): tf.Tensor2D {
  const [B, , D] = x.shape;
  return tf.reshape(tf.slice(x, 0, [B, 1, D]), [B, D]); // [B, D]
}

function mean(x: tf.Tensor3D, mask: tf.Tensor | undefined, tap: Tap): tf.Tensor2D {
  const [B, T, D] = x.shape;
  const counts = tf.reshape(tf.broadcastTo(mask ?? tf.scalar(1), [B, 1, 1, T]), [B, T]); // [B, T]
  const total = tf.maximum(tf.sum(counts, -1, true), 1); // [B, 1]
  const shares = tap('shares', tf.div(counts, total)); // [B, T]
  const mixed = tf.matMul(tf.reshape(shares, [B, 1, T]), x); // [B, 1, D]
  return tf.reshape(mixed, [B, D]); // [B, D]
}
