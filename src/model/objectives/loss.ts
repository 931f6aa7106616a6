import * as tf from '@tensorflow/tfjs-core';
import { expectFinite, expectPositive, expectShape, readSync } from '../check.ts';
import { ModelError } from '../error.ts';
import { noTap } from '../tap.ts';
import type { Tap } from '../tap.ts';
import { expectShare } from './check.ts';

export interface CrossEntropyOptions {
  /** The shape of the targets; 1 = counts, 0 = padding or not asked. All count without it. */
  readonly weights?: tf.Tensor | undefined;
  /** ε: the share of each target that is spread over all classes. 0 unless told otherwise. */
  readonly smoothing?: number | undefined;
  readonly tap?: Tap | undefined;
}

/**
 * Cross-entropy with label smoothing, the mean over the places that count: [..., V] → a scalar.
 *
 *     q(v)   = (1 − ε)·[v = target] + ε / V
 *     H(t)   = −Σ_v q(v)·log p(v),   log p = z − max − log Σ exp(z − max)
 *     loss   = Σ_t w(t)·H(t) / Σ_t w(t)
 *
 * Szegedy et al. 2016, section 7; Vaswani et al. 2017, section 5.4, ε = 0.1. ε goes to all V classes,
 * the target among them, as in PyTorch (`label_smoothing`) and Keras. The 2017 code spreads it over
 * the V − 1 others: that is ε·V / (V − 1) here.
 * Taps: `logProbs` and `wanted` (q), both [..., V]; `losses` (H) [...]; `loss` [].
 *
 * @param logits [..., V]
 * @param targets [...], whole numbers from 0 to V − 1, also where the weight is 0
 * @throws ModelError if the shapes disagree, a number is out of range, a logit is not finite, or
 * nothing counts: a loss of 0 would look perfect. (On a GPU data is not looked at, and the loss is
 * NaN then, as in PyTorch.)
 */
export function crossEntropy(
  logits: tf.Tensor,
  targets: tf.Tensor,
  { weights, smoothing = 0, tap = noTap }: CrossEntropyOptions = {},
): tf.Scalar {
  checkPlaces('crossEntropy', logits, targets, weights);
  expectShare('crossEntropy', 'smoothing', smoothing);
  return tf.tidy(() => {
    const logProbs = tap('logProbs', tf.logSoftmax(logits)); // [B, T, V]
    const wanted = tap('wanted', smooth(targets, logits.shape.at(-1) ?? 0, smoothing)); // [B, T, V]
    const losses = tap('losses', tf.neg(tf.sum(tf.mul(wanted, logProbs), -1))); // [B, T]
    return tap('loss', weightedMean(losses, weights)); // []
  });
}

/**
 * Perplexity: among how many equally likely tokens the model hesitates.
 *
 *     perplexity = exp(cross-entropy without smoothing)
 *
 * Smoothing is left out, because the smoothed loss of a perfect model is not 0.
 *
 * @throws ModelError as `crossEntropy`.
 */
export function perplexity(logits: tf.Tensor, targets: tf.Tensor, weights?: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.exp(crossEntropy(logits, targets, { weights })));
}

/**
 * The share of the places that count at which the largest logit is the target's. Of equal logits
 * the first is the largest.
 *
 * @throws ModelError as `crossEntropy`.
 */
export function accuracy(logits: tf.Tensor, targets: tf.Tensor, weights?: tf.Tensor): tf.Scalar {
  checkPlaces('accuracy', logits, targets, weights);
  return tf.tidy(() => weightedMean(hits(logits, targets), weights));
}

/**
 * Exact match: the share of the sequences [B, T] in which every place that counts is right. A
 * sequence in which nothing counts is left out.
 *
 * @throws ModelError as `crossEntropy`.
 */
export function exactMatch(
  logits: tf.Tensor3D,
  targets: tf.Tensor2D,
  weights?: tf.Tensor2D,
): tf.Scalar {
  expectShape('exactMatch', 'targets', targets, ['B', 'T']);
  checkPlaces('exactMatch', logits, targets, weights);
  return tf.tidy(() => {
    const counts = tf.cast(tf.greater(weights ?? tf.onesLike(targets), 0), 'float32'); // [B, T]
    const misses = tf.mul(counts, tf.sub(1, hits(logits, targets))); // [B, T]
    const right = tf.sub(1, tf.max(misses, -1)); // [B]
    return weightedMean(right, tf.max(counts, -1)); // []
  });
}

/** 1 where the largest logit is the target's, else 0. */
function hits(logits: tf.Tensor, targets: tf.Tensor): tf.Tensor {
  return tf.cast(tf.equal(tf.argMax(logits, -1), tf.cast(targets, 'int32')), 'float32'); // [B, T]
}

/** The smoothed distribution of each target. One-hot by `equal`, as in `embedding`. */
function smooth(targets: tf.Tensor, V: number, smoothing: number): tf.Tensor {
  const classes = tf.range(0, V, 1, 'int32'); // [V]
  const picked = tf.equal(tf.expandDims(tf.cast(targets, 'int32'), -1), classes); // [B, T, V]
  return tf.add(tf.mul(tf.cast(picked, 'float32'), 1 - smoothing), smoothing / V); // [B, T, V]
}

function weightedMean(values: tf.Tensor, weights?: tf.Tensor): tf.Scalar {
  if (!weights) return tf.mean<tf.Scalar>(values);
  return tf.div<tf.Scalar>(tf.sum(tf.mul(values, weights)), tf.sum(weights));
}

function checkPlaces(where: string, logits: tf.Tensor, targets: tf.Tensor, weights?: tf.Tensor) {
  const places = targets.shape;
  const V = logits.shape.at(-1) ?? 0;
  expectShape(where, 'logits', logits, [...places, 'V']);
  expectFinite(where, 'logits', logits);
  const bad = readSync(targets)?.find((id) => !Number.isInteger(id) || id < 0 || id >= V);
  if (bad !== undefined) throw new ModelError(where, `whole targets from 0 to ${V - 1}`, `${bad}`);
  if (!weights) return;
  expectShape(where, 'weights', weights, places);
  expectFinite(where, 'weights', weights);
  const counted = readSync(weights);
  if (counted) expectPositive(where, 'the sum of the weights', total(counted));
}

function total(data: Iterable<number>): number {
  let sum = 0;
  for (const value of data) sum += value;
  return sum;
}
