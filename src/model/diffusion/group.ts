import * as tf from '@tensorflow/tfjs-core';
import { expectShape } from '../check.ts';
import { foldClip, unfoldClip } from '../fold.ts';
import { gridTokens } from './config.ts';
import type { AttentionAxis, Grid } from './config.ts';
import { expectGrid } from './dit-check.ts';

const AXIS = { joint: 'joint', spatial: 'space', temporal: 'time' } as const;

/**
 * The tokens as groups that attend among themselves, with N frames of W places: see `foldClip`.
 *
 *     spatial:  [B, N·W, D] → [B·N, W, D]        temporal: [B, N·W, D] → [B·W, N, D]
 *
 * @throws ModelError if `x` does not have one token a cell of the grid.
 */
export function groupTokens(x: tf.Tensor3D, axis: AttentionAxis, grid: Grid): tf.Tensor3D {
  const [B, , D] = x.shape;
  expectGrid('groupTokens', grid);
  expectShape('groupTokens', 'x', x, ['B', gridTokens(grid), 'D']);
  const clip = [B, grid.frames, placesOf(grid), D] as const;
  return tf.tidy(() => foldClip(tf.reshape<tf.Rank.R4>(x, [...clip]), AXIS[axis])); // [B·N, W, D]
}

/** The inverse of {@link groupTokens}: groups → [B, T, D]. */
export function ungroupTokens(x: tf.Tensor3D, axis: AttentionAxis, grid: Grid): tf.Tensor3D {
  const [groups, size, D] = x.shape;
  const T = gridTokens(grid);
  const B = (groups * size) / T;
  return tf.tidy(() => {
    const clip = unfoldClip(x, AXIS[axis], [B, grid.frames, placesOf(grid)]); // [B, N, W, D]
    return tf.reshape(clip, [B, T, D]); // [B, N·W, D]
  });
}

/** W: how many places a frame has. */
function placesOf({ rows, columns }: Grid): number {
  return rows * columns;
}
