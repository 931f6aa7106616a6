import * as tf from '@tensorflow/tfjs-core';
import { embedding } from '../embedding.ts';
import type { EmbeddingParams } from '../params.ts';
import { noTap } from '../tap.ts';
import type { Tap } from '../tap.ts';

/**
 * What modulates a block that is told a time and a caption, c [B, D].
 *
 *     c = e_t + mean over s of table[caption_s]
 *
 * Where DiT adds the vector of a class to the time's (Peebles and Xie 2022, section 3.2), this adds
 * the mean of the caption's words: the plainest vector that a text has.
 * Taps: `words` [B, S, D], `caption` [B, D], `condition` [B, D].
 *
 * @param time e_t, [B, D]
 * @param ids the caption, [B, S]
 * @throws ModelError if an id is not in the table.
 */
export function captionCondition(
  params: EmbeddingParams,
  time: tf.Tensor2D,
  ids: tf.Tensor2D,
  tap: Tap = noTap,
): tf.Tensor2D {
  return tf.tidy(() => {
    const words = tap('words', embedding(params, ids)); // [B, S, D]
    const caption = tap('caption', tf.mean<tf.Tensor2D>(words, 1)); // [B, D]
    return tap('condition', tf.add<tf.Tensor2D>(time, caption)); // [B, D]
  });
}
