import * as tf from '@tensorflow/tfjs-core';
import { expectCount, expectFinite, expectShape } from '../check.ts';
import { fused } from '../fused.ts';
import { repeatAxis, sliceAxis, unfoldAxis } from './axis.ts';
import { UNIT } from './count.ts';
import type { Extent } from './count.ts';
import type { Conv3dParams } from './params.ts';

export interface Conv3dOptions {
  /** The window moves by so much; 1 along each axis unless told otherwise. */
  readonly stride?: Extent | undefined;
  /** Whether the window reaches back in time only. It does not unless told otherwise. */
  readonly causal?: boolean | undefined;
}

/**
 * A convolution over time and space, [B, N, Y, X, C] → [B, ⌈N/s_t⌉, ⌈Y/s_h⌉, ⌈X/s_w⌉, F].
 *
 *     y[n, i, j, f] = b[f] + Σ W[a, b, c, d, f]·x[s_t·n + a − p_t, s_h·i + b − p_h, s_w·j + c − p_w, d]
 *
 * over the k_t·k_h·k_w cells of the window and the channels d; outside of the clip x is 0. The
 * window is centered, p = ⌊(k − 1) / 2⌋; causal, it ends at the present frame, p_t = k_t − 1
 * (Yu et al. 2023, MAGVIT-v2, section 3.2, with zeros in the place of what came before).
 *
 * Computed as patches times matrix: one multiplication, with a gradient on every backend.
 *
 * @throws ModelError if the channels of `x` are not those of the weight, or if `x` is not finite.
 */
export function conv3d(
  params: Conv3dParams,
  x: tf.Tensor5D,
  { stride = UNIT, causal = false }: Conv3dOptions = {},
): tf.Tensor5D {
  const [frames, height, width, C, F] = params.weight.shape;
  expectShape('conv3d', 'x', x, ['B', 'N', 'Y', 'X', C]);
  expectShape('conv3d', 'bias', params.bias, [F]);
  checkStride('conv3d', stride);
  expectFinite('conv3d', 'x', x);
  const centered = (size: number) => Math.floor((size - 1) / 2);
  const before = {
    frames: causal ? frames - 1 : centered(frames),
    height: centered(height),
    width: centered(width),
  };
  const quick = fused('Convolve', { x, ...params }, { stride, before });
  if (quick) return quick as tf.Tensor5D;
  return tf.tidy(() => {
    const across = { size: width, stride: stride.width, before: before.width };
    const down = { size: height, stride: stride.height, before: before.height };
    const back = { size: frames, stride: stride.frames, before: before.frames };
    const wide = unfoldAxis(x, 3, across); // [B, N, Y, x, k_w·C]
    const high = unfoldAxis(wide, 2, down); // [B, N, y, x, k_h·k_w·C]
    const patches = unfoldAxis(high, 1, back); // [B, n, y, x, k_t·k_h·k_w·C]
    const rows = tf.reshape<tf.Rank.R2>(patches, [-1, frames * height * width * C]);
    const matrix = tf.reshape<tf.Rank.R2>(params.weight, [-1, F]); // [k_t·k_h·k_w·C, F]
    const y = tf.add(tf.matMul(rows, matrix), params.bias); // [B·n·y·x, F]
    return tf.reshape<tf.Rank.R5>(y, patches.shape.with(-1, F) as Shape5); // [B, n, y, x, F]
  });
}

type Shape5 = tf.ShapeMap[tf.Rank.R5];

/**
 * Makes a clip larger by repeating its cells: nearest-neighbor interpolation.
 *
 *     y[n, i, j] = x[⌊n / s_t⌋, ⌊i / s_h⌋, ⌊j / s_w⌋],   causal: x[⌈n / s_t⌉, …]
 *
 * Causal, the first frame comes once and all others s_t times: N → s_t·(N − 1) + 1 frames, so that
 * a clip of one frame stays one (CogVideoX, Yang et al. 2024, section 2.1).
 *
 * @throws ModelError if a stride is not a whole number, or if `x` is not finite.
 */
export function upsample(x: tf.Tensor5D, stride: Extent = UNIT, causal = false): tf.Tensor5D {
  expectShape('upsample', 'x', x, ['B', 'N', 'Y', 'X', 'C']);
  checkStride('upsample', stride);
  expectFinite('upsample', 'x', x);
  const skipped = causal ? stride.frames - 1 : 0;
  const quick = fused('Upsample', { x }, { stride, skipped });
  if (quick) return quick as tf.Tensor5D;
  return tf.tidy(() => {
    const wide = repeatAxis(x, 3, stride.width); // [B, n, y, X, C]
    const high = repeatAxis(wide, 2, stride.height); // [B, n, Y, X, C]
    const long = repeatAxis(high, 1, stride.frames); // [B, N, Y, X, C]
    return sliceAxis(long, 1, skipped, (long.shape[1] ?? 0) - skipped) as tf.Tensor5D;
  });
}

function checkStride(where: string, stride: Extent): void {
  expectCount(where, 'stride.frames', stride.frames);
  expectCount(where, 'stride.height', stride.height);
  expectCount(where, 'stride.width', stride.width);
}
