import * as tf from '@tensorflow/tfjs-core';
import { expectShape } from '../check.ts';
import { encoderLayer } from '../encoder.ts';
import type { EncoderLayerOptions } from '../encoder.ts';
import { normalize } from '../norm.ts';
import { noTap, scope } from '../tap.ts';
import { windowShift } from './geometry.ts';
import type { GridSize, WindowSize } from './geometry.ts';
import { mergePatches } from './merge.ts';
import type { WindowBlockParams, WindowEncoderParams, WindowStageParams } from './params.ts';
import { relativeBias } from './relative.ts';
import { partitionWindows, reverseWindows, rollGrid, shiftedWindowMask } from './windows.ts';

type LayerOptions = Omit<EncoderLayerOptions, 'mask' | 'bias' | 'cache' | 'window'>;

export interface WindowEncoderOptions extends LayerOptions {
  /** `pre` unless told otherwise, as in the paper. */
  readonly norm?: EncoderLayerOptions['norm'];
  readonly windowSize: WindowSize;
}

export interface WindowBlockOptions extends WindowEncoderOptions {
  /** Whether the windows lie half a window off. No, unless told otherwise. */
  readonly shifted?: boolean | undefined;
}

/**
 * One block on windows, [B, Y, X, D] → [B, Y, X, D]: an encoder layer in which a token sees its
 * window only. A shifted block moves the grid by half a window first and back afterwards, so that
 * tokens on both sides of a border meet.
 *
 *     y = unroll(reverse(encoderLayer(partition(roll(x)))))
 *
 * Liu et al. 2021, section 3.2, with equation 4's bias if the weights have its table. A sequence is
 * a grid of one row, with windows of height 1. The cost grows with the number of tokens, not with
 * its square.
 * Taps: `rolled` [B, Y, X, D] if shifted, `windows` [B·N, W, D], `self.bias` [H, W, W] if there is a
 * table, those of `encoderLayer` with a window as a sample, `output` [B, Y, X, D].
 *
 * @throws ModelError if the window does not divide the grid, or the shapes disagree.
 */
export function windowBlock(
  params: WindowBlockParams,
  x: tf.Tensor4D,
  { windowSize, shifted = false, norm = 'pre', tap = noTap, ...options }: WindowBlockOptions,
): tf.Tensor4D {
  const [B, Y, X] = x.shape;
  expectShape('windowBlock', 'x', x, ['B', 'Y', 'X', params.norm1.gain.shape[0]]);
  const [up, left] = shifted ? windowShift([Y, X], windowSize) : [0, 0];
  const moves = up > 0 || left > 0;
  return tf.tidy(() => {
    const rolled = moves ? tap('rolled', rollGrid(x, [up, left])) : x; // [B, Y, X, D]
    const windows = tap('windows', partitionWindows(rolled, windowSize)); // [B·N, W, D]
    const table = params.relative;
    const bias = table && tap('self.bias', relativeBias(table, windowSize)); // [H, W, W]
    const mask = moves ? edgeMask([Y, X], windowSize, [up, left], B) : undefined; // [B·N, 1, W, W]
    const read = encoderLayer(params, windows, { ...options, norm, bias, mask, tap }); // [B·N, W, D]
    const grid = reverseWindows(read, windowSize, [Y, X]); // [B, Y, X, D]
    return tap('output', moves ? rollGrid(grid, [-up, -left]) : grid); // [B, Y, X, D]
  });
}

/** The mask of the shift for every window of every sample: [B·N, 1, W, W]. */
function edgeMask(
  size: GridSize,
  windowSize: WindowSize,
  shift: readonly [number, number],
  B: number,
): tf.Tensor {
  const mask = shiftedWindowMask(size, windowSize, shift); // [N, W, W]
  return tf.tile(tf.expandDims(mask, 1), [B, 1, 1, 1]); // [B·N, 1, W, W]
}

/**
 * Blocks of one resolution, every other one shifted, after a merge if there is one:
 * [B, Y, X, D] → [B, Y, X, D], or [B, Y/2, X/2, 2·D].
 *
 * Taps: `merge.*`, then those of block i under its number, `0.windows` and so on.
 */
export function windowStage(
  { merge, blocks }: WindowStageParams,
  x: tf.Tensor4D,
  { tap = noTap, ...options }: WindowEncoderOptions,
): tf.Tensor4D {
  const through = (x: tf.Tensor4D, params: WindowBlockParams, i: number) =>
    windowBlock(params, x, { ...options, shifted: i % 2 === 1, tap: scope(tap, String(i)) });
  return tf.tidy(() => {
    const start = merge ? mergePatches(merge, x, scope(tap, 'merge')) : x;
    return blocks.reduce(through, start);
  });
}

/**
 * Stages of shifted windows with merging between them, a pyramid: [B, Y, X, D] →
 * [B, Y/2ˢ, X/2ˢ, 2ˢ·D] after s merges, normalized. `heads` is that of the first stage; heads double
 * with the width.
 *
 * Liu et al. 2021, section 3.1 and figure 3, from the first stage's blocks to the last norm.
 * Taps: those of stage i under its number, `0.1.rolled`, `1.merge.norm` and so on; `norm`.
 */
export function windowEncoder(
  { stages, norm }: WindowEncoderParams,
  x: tf.Tensor4D,
  { heads, tap = noTap, ...options }: WindowEncoderOptions,
): tf.Tensor4D {
  const through = (x: tf.Tensor4D, params: WindowStageParams, i: number) =>
    windowStage(params, x, { ...options, heads: heads * 2 ** i, tap: scope(tap, String(i)) });
  return tf.tidy(() => tap('norm', normalize(norm, stages.reduce(through, x))));
}
