import * as tf from '@tensorflow/tfjs-core';
import { expectShape } from '../check.ts';
import { ModelError } from '../error.ts';
import { linear } from '../linear.ts';
import { layerNorm } from '../norm.ts';
import { noTap, scope } from '../tap.ts';
import type { Tap } from '../tap.ts';
import type { MergeParams } from './params.ts';

/**
 * Patch merging: neighbors become one token, [B, Y, X, D] → [B, Y/2, X/2, 2·D]; on a sequence pairs
 * do, [B, 1, X, D] → [B, 1, X/2, 2·D]. Which of the two, the weights say.
 *
 *     y = norm(concat(x₀₀, x₁₀, x₀₁, x₁₁))·W + b
 *
 * Liu et al. 2021, section 3.1: four times fewer tokens, twice as wide.
 * Taps: `neighbors` [B, Y/2, X/2, 4·D], `norm` of the same shape, `output`.
 *
 * @throws ModelError if the grid has an odd side, or the shapes disagree.
 */
export function mergePatches(
  { norm, reduce }: MergeParams,
  x: tf.Tensor4D,
  tap: Tap = noTap,
): tf.Tensor4D {
  const [, , , D] = x.shape;
  const [wide] = norm.gain.shape;
  const down = wide === 4 * D ? 2 : 1;
  expectShape('mergePatches', 'norm', norm.gain, [down * 2 * D]);
  return tf.tidy(() => {
    const neighbors = tap('neighbors', gatherNeighbors(x, down)); // [B, Y/2, X/2, 4·D]
    const normal = tap('norm', layerNorm(norm, neighbors)); // [B, Y/2, X/2, 4·D]
    return tap('output', linear(reduce, normal, scope(tap, 'reduce'))); // [B, Y/2, X/2, 2·D]
  });
}

/**
 * Two tokens beside each other, and `down` below each other, as the channels of one: first the two
 * of the left column. [B, Y, X, D] → [B, Y/down, X/2, 2·down·D].
 */
function gatherNeighbors(x: tf.Tensor4D, down: 1 | 2): tf.Tensor4D {
  const [B, Y, X, D] = x.shape;
  if (Y % down !== 0 || X % 2 !== 0) {
    throw new ModelError('mergePatches', `a grid that ${down} × 2 tokens divide`, `[${Y}, ${X}]`);
  }
  const cut = tf.reshape(x, [(B * Y) / down, down, X / 2, 2, D]); // [B·Y/2, 2, X/2, 2, D]
  const beside = tf.transpose(cut, [0, 2, 3, 1, 4]); // [B·Y/2, X/2, 2, 2, D]
  return tf.reshape(beside, [B, Y / down, X / 2, 2 * down * D]); // [B, Y/2, X/2, 4·D]
}
