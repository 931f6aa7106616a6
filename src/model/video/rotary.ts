import * as tf from '@tensorflow/tfjs-core';
import { expectCount, expectFinite, expectShape } from '../check.ts';
import { ModelError } from '../error.ts';
import { ROTARY_BASE, rotaryAngles, turn } from '../rotary.ts';
import { noTap } from '../tap.ts';
import type { Tap } from '../tap.ts';
import { volume } from './count.ts';
import type { Extent } from './count.ts';

export interface GridRotaryOptions {
  /** How many tokens there are along each axis. */
  readonly grid: Extent;
  /** How many channels of a head turn with each axis: even, together K. */
  readonly widths: Extent;
  readonly base?: number | undefined;
  readonly tap?: Tap | undefined;
}

/**
 * Rotary positions on a grid: a first part of each head turns with the frame, a second with the
 * row, a third with the column.
 *
 *     (y₂ᵢ, y₂ᵢ₊₁) = R(p·θᵢ)·(x₂ᵢ, x₂ᵢ₊₁),   θᵢ = base^(−2i/K'),   p = n, y or x
 *
 * i counts from 0 in each part, and K' is the width of the part. HunyuanVideo (Kong et al. 2024)
 * splits its 128 channels into 16, 56 and 56. A score of a rotated query and key depends on how far
 * apart the two lie along each axis, and on nothing else. Tap: `rotated`.
 *
 * @param x [..., T, K], the tokens frame by frame, row by row, as `patchify` has them
 * @throws ModelError if a width is odd, if widths or grid do not fit `x`, or if it is not finite.
 */
export function rotateGrid<X extends tf.Tensor>(
  x: X,
  { grid, widths, base, tap = noTap }: GridRotaryOptions,
): X {
  const { frames, height, width } = widths;
  const wanted = [...x.shape.slice(0, -2), volume(grid), frames + height + width];
  expectShape('rotateGrid', 'x', x, wanted);
  expectFinite('rotateGrid', 'x', x);
  const angles = gridAngles(grid, widths, base);
  return tf.tidy(() => tap('rotated', turn(x, angles)));
}

/** The angle of every token and pair, row-major [T, K/2]. */
export function gridAngles(grid: Extent, widths: Extent, base = ROTARY_BASE): Float32Array {
  const axes = (['frames', 'height', 'width'] as const).map((axis) => {
    expectCount('rotateGrid', `grid.${axis}`, grid[axis]);
    checkWidth(`widths.${axis}`, widths[axis]);
    return { pairs: widths[axis] / 2, table: rotaryAngles(grid[axis], widths[axis], { base }) };
  });
  const rows = coordinates(grid).flatMap((place) =>
    axes.flatMap(({ pairs, table }, axis) => {
      const p = place[axis] ?? NaN;
      return Array.from(table.subarray(p * pairs, (p + 1) * pairs));
    }),
  );
  return Float32Array.from(rows);
}

/** Frame, row and column of every token, in the order of the tokens. */
export function coordinates(grid: Extent): (readonly [n: number, y: number, x: number])[] {
  const area = grid.height * grid.width;
  return Array.from({ length: volume(grid) }, (_, t) => [
    Math.floor(t / area),
    Math.floor((t % area) / grid.width),
    t % grid.width,
  ]);
}

function checkWidth(what: string, width: number): void {
  const fits = Number.isInteger(width) && width >= 0 && width % 2 === 0;
  if (!fits) throw new ModelError('rotateGrid', `${what} to be even`, String(width));
}
