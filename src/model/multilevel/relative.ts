import * as tf from '@tensorflow/tfjs-core';
import { expectShape } from '../check.ts';
import { countDistances, distanceRows } from './geometry.ts';
import type { WindowSize } from './geometry.ts';

/**
 * The relative position bias of a window, [H, W, W]: one learned number a head and distance.
 *
 *     bias[h, q, k] = table[(y_q − y_k + height − 1)·(2·width − 1) + x_q − x_k + width − 1, h]
 *
 * Liu et al. 2021, equation 4. It multiplies by one-hot rows, as `embedding` does, because wasm lacks
 * the gradient of gather.
 *
 * @param table [(2·height − 1)·(2·width − 1), H]
 */
export function relativeBias(table: tf.Tensor2D, windowSize: WindowSize): tf.Tensor3D {
  const [R, H] = table.shape;
  const W = windowSize[0] * windowSize[1];
  expectShape('relativeBias', 'table', table, [countDistances(windowSize), H]);
  return tf.tidy(() => {
    const rows = tf.tensor1d(distanceRows(windowSize), 'int32'); // [W·W]
    const picked = tf.equal(tf.reshape(rows, [-1, 1]), tf.range(0, R, 1, 'int32')); // [W·W, R]
    const values = tf.matMul(tf.cast(picked, 'float32'), table); // [W·W, H]
    return tf.reshape(tf.transpose(values), [H, W, W]); // [H, W, W]
  });
}
