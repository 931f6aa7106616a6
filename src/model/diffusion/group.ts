import * as tf from '@tensorflow/tfjs-core';
import { expectShape } from '../check.ts';
import { gridTokens } from './config.ts';
import type { AttentionAxis, Grid } from './config.ts';
import { expectGrid } from './dit-check.ts';

/**
 * The tokens as groups that attend among themselves, with N frames of W places:
 *
 *     spatial:  [B, N·W, D] → [B·N, W, D]        temporal: [B, N·W, D] → [B·W, N, D]
 *
 * Bertasius et al. 2021 (divided attention); Ma et al. 2024 (Latte).
 *
 * @throws ModelError if `x` does not have one token a cell of the grid.
 */
export function groupTokens(x: tf.Tensor3D, axis: AttentionAxis, grid: Grid): tf.Tensor3D {
  const [B, T, D] = x.shape;
  const [N, W] = [grid.frames, grid.rows * grid.columns];
  expectGrid('groupTokens', grid);
  expectShape('groupTokens', 'x', x, ['B', gridTokens(grid), 'D']);
  if (axis === 'joint') return x;
  return tf.tidy(() => {
    if (axis === 'spatial') return tf.reshape(x, [B * N, W, D]); // [B·N, W, D]
    const placed = tf.transpose(tf.reshape(x, [B, N, W, D]), [0, 2, 1, 3]); // [B, W, N, D]
    return tf.reshape(placed, [(B * T) / N, N, D]); // [B·W, N, D]
  });
}

/** The inverse of {@link groupTokens}: groups → [B, T, D]. */
export function ungroupTokens(x: tf.Tensor3D, axis: AttentionAxis, grid: Grid): tf.Tensor3D {
  const [groups, size, D] = x.shape;
  const [N, W] = [grid.frames, grid.rows * grid.columns];
  const T = gridTokens(grid);
  const B = (groups * size) / T;
  if (axis === 'joint') return x;
  return tf.tidy(() => {
    if (axis === 'spatial') return tf.reshape(x, [B, T, D]); // [B, N·W, D]
    const framed = tf.transpose(tf.reshape(x, [B, W, N, D]), [0, 2, 1, 3]); // [B, N, W, D]
    return tf.reshape(framed, [B, T, D]); // [B, N·W, D]
  });
}
