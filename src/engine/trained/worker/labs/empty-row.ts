import * as tf from '@tensorflow/tfjs-core';
import { scaledDotProductAttention } from '../../../../model/index.ts';
import recorded from '../../../labs/empty-row.json';
import type { EmptyRow } from '../../../labs/masks.ts';

/** A query that may look at nothing, on the inputs that were given to the libraries. Keeps no tensor. */
export function emptyRow(): EmptyRow {
  const [query, key, value] = [recorded.inputs.query, recorded.inputs.key, recorded.inputs.value];
  const data = (
    compute: (...inputs: readonly [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D]) => tf.Tensor,
  ) =>
    tf.tidy(() =>
      Float32Array.from(
        compute(tf.tensor2d(query), tf.tensor2d(key), tf.tensor2d(value)).dataSync(),
      ),
    );
  const added = (blocked: number) =>
    data((q, k, v) => {
      const scores = tf.div(tf.matMul(q, k, false, true), Math.sqrt(q.shape[1])); // [T, S]
      const penalty = tf.where(tf.cast(tf.tensor2d(recorded.keep), 'bool'), 0, blocked); // [T, S]
      return tf.matMul(tf.softmax(tf.add(scores, penalty)), v); // [T, K]
    });
  const ours = data((q, k, v) =>
    scaledDotProductAttention(q, k, v, { mask: tf.tensor2d(recorded.keep) }),
  );
  return { ours, infinite: added(-Infinity), large: added(-1e9) };
}
