import type * as tf from '@tensorflow/tfjs-core';
import { unembed } from '../embedding.ts';
import { linear } from '../linear.ts';
import type { EmbeddingParams, LinearParams } from '../params.ts';
import { noTap, scope } from '../tap.ts';
import type { Tap } from '../tap.ts';

/**
 * One score a token of the vocabulary: x [B, T, D] → logits [B, T, V], by weights of their own, or
 * tied to the embedding. Tap: `logits`.
 */
export function toLogits(
  embedding: EmbeddingParams,
  own: LinearParams | undefined,
  x: tf.Tensor3D,
  tap: Tap = noTap,
): tf.Tensor3D {
  return tap('logits', own ? linear(own, x, scope(tap, 'logits')) : unembed(embedding, x)); // [B, T, V]
}
