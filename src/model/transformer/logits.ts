import * as tf from '@tensorflow/tfjs-core';
import { expectShape } from '../check.ts';
import { linear } from '../linear.ts';
import type { EmbeddingParams, LinearParams } from '../params.ts';
import { noTap } from '../tap.ts';
import type { Tap } from '../tap.ts';

/**
 * One score a token of the vocabulary: x [B, T, D] → logits [B, T, V].
 *
 *     logits = x·W + b,   or x·Eᵀ with the embedding table E
 *
 * Tied: Press and Wolf 2017; Vaswani et al. 2017, section 3.4. Tap: `logits`.
 */
export function toLogits(
  { table }: EmbeddingParams,
  own: LinearParams | undefined,
  x: tf.Tensor3D,
  tap: Tap = noTap,
): tf.Tensor3D {
  const [B, T] = x.shape;
  const [V, D] = table.shape;
  expectShape('toLogits', 'x', x, ['B', 'T', D]);
  return tf.tidy(() => {
    if (own) return tap('logits', linear(own, x)); // [B, T, V]
    const rows = tf.reshape<tf.Rank.R2>(x, [-1, D]); // [B·T, D]
    const scores = tf.matMul(rows, table, false, true); // [B·T, V]
    return tap('logits', tf.reshape<tf.Rank.R3>(scores, [B, T, V])); // [B, T, V]
  });
}
