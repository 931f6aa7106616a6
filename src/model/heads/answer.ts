import * as tf from '@tensorflow/tfjs-core';
import { expectBroadcast, expectCount, expectFinite, expectShape } from '../check.ts';
import { ModelError } from '../error.ts';
import { linear } from '../linear.ts';
import { noTap, scope } from '../tap.ts';
import type { Tap } from '../tap.ts';
import type { AnswerParams } from './params.ts';

/**
 * The logit of a place where no answer may start or end. It replaces the score, so that no score
 * can outweigh it; its exponential is exactly 0 beside any score above −9,000; float16 holds it. The
 * package `transformers` takes the same number. Don't smooth labels over it: their share would cost
 * 10⁴ times itself.
 */
export const NO_ANSWER = -1e4;

export interface AnswerOptions {
  /** 1 where an answer may start and end: the passage. Broadcasts to [B, 1, 1, T]. */
  readonly mask?: tf.Tensor | undefined;
  readonly tap?: Tap | undefined;
}

/**
 * The extractive answer head: where in the text does the answer start, and where does it end?
 * [B, T, D] → [B, 2, T]; row 0 is the start, row 1 the end.
 *
 *     Z = (X·W + b)ᵀ       logits = m·Z + (1 − m)·NO_ANSWER
 *
 * Devlin et al. 2019, section 4.2. The loss is `crossEntropy(logits, spans)` with spans [B, 2]: the
 * mean of the two cross-entropies. Answers that are not in the text need no head of their own: an
 * encoder-decoder writes them, token by token, with the language head.
 * Taps: with a mask `scores` (Z) [B, 2, T] and `passage` (m) [B, T]; `logits` [B, 2, T].
 *
 * @throws ModelError if the shapes disagree, or if `x` is not finite.
 */
export function answerHead(
  params: AnswerParams,
  x: tf.Tensor3D,
  { mask, tap = noTap }: AnswerOptions = {},
): tf.Tensor3D {
  const [B, T] = x.shape;
  const [D] = params.output.weight.shape;
  expectShape('answerHead', 'x', x, ['B', 'T', D]);
  expectShape('answerHead', 'output.weight', params.output.weight, [D, 2]);
  expectFinite('answerHead', 'x', x);
  if (mask) expectBroadcast('answerHead', mask, [B, 1, 1, T]);
  return tf.tidy(() => {
    const both = linear(params.output, x, scope(tap, 'output')); // [B, T, 2]
    const scores = tf.transpose(both, [0, 2, 1]); // [B, 2, T]
    if (!mask) return tap('logits', scores);
    return tap('logits', block(tap('scores', scores), mask, tap)); // [B, 2, T]
  });
}

/** NO_ANSWER where no answer may be. */
function block(scores: tf.Tensor3D, mask: tf.Tensor, tap: Tap): tf.Tensor3D {
  const [B, , T] = scores.shape;
  const whole = tf.broadcastTo(mask, [B, 1, 1, T]); // [B, 1, 1, T]
  const passage = tap('passage', tf.reshape<tf.Rank.R2>(whole, [B, T])); // [B, T]
  const keep = tf.expandDims(passage, 1); // [B, 1, T]
  return tf.add(tf.mul(scores, keep), tf.mul(tf.sub(1, keep), NO_ANSWER)); // [B, 2, T]
}

/** A span of the text, both ends included, and its score. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

export interface BestSpanOptions {
  /** How many tokens an answer may have: 30 unless told otherwise. */
  readonly maxLength?: number | undefined;
  /** Whether an answer may start or end at a place: everywhere without it. */
  readonly allowed?: readonly boolean[] | undefined;
}

/**
 * The best span of one text, from the start logits and the end logits of its tokens.
 *
 *     argmax start(i) + end(j)   over i ≤ j < i + maxLength, both allowed
 *
 * Devlin et al. 2019, section 4.2. Of equal spans the first start wins, then the first end. The two
 * argmaxes apart might give an end before the start.
 *
 * @throws ModelError if the lengths differ, `maxLength` is not a count, or nothing is allowed.
 */
export function bestSpan(
  start: readonly number[],
  end: readonly number[],
  { maxLength = 30, allowed = start.map(() => true) }: BestSpanOptions = {},
): Span {
  expectCount('bestSpan', 'maxLength', maxLength);
  for (const { length } of [end, allowed]) {
    if (length !== start.length)
      throw new ModelError('bestSpan', `${start.length} places`, `${length}`);
  }
  const places = [...start.keys()].filter((t) => allowed[t]);
  let best: Span | undefined;
  for (const i of places) {
    for (const j of places.filter((t) => t >= i && t < i + maxLength)) {
      const score = (start[i] ?? NaN) + (end[j] ?? NaN);
      if (!best || score > best.score) best = { start: i, end: j, score };
    }
  }
  if (!best) throw new ModelError('bestSpan', 'a place where an answer may be', 'none');
  return best;
}
