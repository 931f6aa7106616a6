import * as tf from '@tensorflow/tfjs-core';

/** Rows of different lengths as a tensor, [B, T]: the short ones are filled up. */
export function padRows(
  rows: readonly (readonly number[])[],
  fill: number,
  dtype: 'int32' | 'float32' = 'int32',
): tf.Tensor2D {
  const T = Math.max(...rows.map(({ length }) => length));
  const padded = rows.map((row) => [...row, ...Array<number>(T - row.length).fill(fill)]);
  return tf.tensor2d(padded, [rows.length, T], dtype);
}
