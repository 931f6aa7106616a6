import * as tf from '@tensorflow/tfjs-core';
import { embedding } from '../embedding.ts';
import type { EmbeddingParams } from '../params.ts';

/**
 * The label that means "any": the last row of the table. Training draws it for a share of the
 * samples (see `dropConditions`), and guidance compares with it.
 */
export function nullLabel({ table }: EmbeddingParams): number {
  return table.shape[0] - 1;
}

/**
 * One vector a label: [B, D]. The table has a row a class and one for no class.
 *
 *     e[b] = table[label_b]
 *
 * Peebles and Xie 2022, section 3.2; the row for no class: Ho and Salimans 2022.
 *
 * @throws ModelError if a label is not a row of the table.
 */
export function labelEmbedding(params: EmbeddingParams, labels: readonly number[]): tf.Tensor2D {
  const B = labels.length;
  return tf.tidy(() => {
    const rows = embedding(params, tf.tensor2d([...labels], [B, 1])); // [B, 1, D]
    return tf.reshape(rows, [B, -1]); // [B, D]
  });
}
