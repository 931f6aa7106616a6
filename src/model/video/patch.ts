import * as tf from '@tensorflow/tfjs-core';
import { expectCount, expectFinite, expectShape } from '../check.ts';
import { ModelError } from '../error.ts';
import { noTap } from '../tap.ts';
import type { Tap } from '../tap.ts';
import { volume } from './count.ts';
import type { Extent } from './count.ts';

/**
 * Cuts a clip, or its latents, into spacetime patches: one token each.
 *
 *     tokens[(n·y + i)·x + j] = video[p_t·n …, p_h·i …, p_w·j …]
 *
 *     [B, N, Y, X, C] → [B, T, P],   T = N/p_t · Y/p_h · X/p_w,   P = p_t·p_h·p_w·C
 *
 * Sora's report (Brooks et al. 2024), "Spacetime latent patches"; p_t = 1 is the patch of DiT
 * (Peebles and Xie 2023, section 3.2). Tokens come frame by frame, row by row, column by column.
 * So do the pixels in a patch, the channels of each together. An image is a clip of one frame.
 * Tap: `patches`.
 *
 * @throws ModelError if a patch does not divide the clip, or if `video` is not finite.
 */
export function patchify(video: tf.Tensor5D, patch: Extent, tap: Tap = noTap): tf.Tensor3D {
  const where = 'patchify';
  const { frames, height, width } = checkPatch(where, patch);
  expectShape(where, 'video', video, ['B', 'N', 'Y', 'X', 'C']);
  const [B, N, Y, X, C] = video.shape;
  const grid = { frames: N / frames, height: Y / height, width: X / width };
  if (!Object.values(grid).every(Number.isInteger)) {
    throw new ModelError(where, `${format(patch)} to divide the video`, `${N}×${Y}×${X}`);
  }
  expectFinite(where, 'video', video);
  return tf.tidy(() => {
    // First the rows of a patch trade places with its columns, then its frames with all of both.
    const strips = tf.reshape<tf.Rank.R4>(video, [-1, height, grid.width, width * C]);
    const squares = tf.transpose(strips, [0, 2, 1, 3]); // [B·N·y, x, p_h, p_w·C]
    const area = grid.height * grid.width;
    const rest = height * width * C;
    const stacks = tf.reshape<tf.Rank.R4>(squares, [B * grid.frames, frames, area, rest]);
    const blocks = tf.transpose(stacks, [0, 2, 1, 3]); // [B·n, y·x, p_t, p_h·p_w·C]
    return tap('patches', tf.reshape(blocks, [B, volume(grid), frames * rest])); // [B, T, P]
  });
}

/**
 * Puts the patches together again: the exact inverse of `patchify`, [B, T, P] → [B, N, Y, X, C].
 *
 *     video[p_t·n …, p_h·i …, p_w·j …] = tokens[(n·y + i)·x + j]
 *
 * Tap: `video`.
 *
 * @param grid how many patches there are along each axis
 * @throws ModelError if there are not as many tokens as the grid has cells, if a patch is not made
 *   of whole pixels, or if `tokens` is not finite.
 */
export function unpatchify(
  tokens: tf.Tensor3D,
  grid: Extent,
  patch: Extent,
  tap: Tap = noTap,
): tf.Tensor5D {
  const where = 'unpatchify';
  const { frames, height, width } = checkPatch(where, patch);
  expectShape(where, 'tokens', tokens, ['B', volume(grid), 'C']);
  const [B, , P] = tokens.shape;
  const C = P / volume(patch);
  if (!Number.isInteger(C)) {
    throw new ModelError(where, `${format(patch)} to divide the channels`, String(P));
  }
  expectFinite(where, 'tokens', tokens);
  return tf.tidy(() => {
    const area = grid.height * grid.width;
    const rest = height * width * C;
    const blocks = tf.reshape<tf.Rank.R4>(tokens, [B * grid.frames, area, frames, rest]);
    const stacks = tf.transpose(blocks, [0, 2, 1, 3]); // [B·n, p_t, y·x, p_h·p_w·C]
    const squares = tf.reshape<tf.Rank.R4>(stacks, [-1, grid.width, height, width * C]);
    const strips = tf.transpose(squares, [0, 2, 1, 3]); // [B·N·y, p_h, x, p_w·C]
    const [N, Y, X] = [frames * grid.frames, height * grid.height, width * grid.width];
    return tap('video', tf.reshape<tf.Rank.R5>(strips, [B, N, Y, X, C])); // [B, N, Y, X, C]
  });
}

function checkPatch(where: string, patch: Extent): Extent {
  expectCount(where, 'patch.frames', patch.frames);
  expectCount(where, 'patch.height', patch.height);
  expectCount(where, 'patch.width', patch.width);
  return patch;
}

function format({ frames, height, width }: Extent): string {
  return `a patch of ${frames}×${height}×${width}`;
}
