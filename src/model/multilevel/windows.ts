import * as tf from '@tensorflow/tfjs-core';
import { expectCount, expectShape } from '../check.ts';
import { ModelError } from '../error.ts';
import { countWindows, windowPlaces } from './geometry.ts';
import type { GridSize, Place, WindowSize } from './geometry.ts';

/**
 * Windows on a grid of tokens, [B, Y, X, D]. A sequence is a grid of one row, Y = 1.
 */

/**
 * Cuts the grid into windows, row by row: [B, Y, X, D] → [B·N, W, D], W = height · width.
 *
 * @throws ModelError if the window does not divide the grid.
 */
export function partitionWindows(x: tf.Tensor4D, [height, width]: WindowSize): tf.Tensor3D {
  const [B, Y, X, D] = x.shape;
  const [rows, columns] = fitWindows([Y, X], [height, width]);
  return tf.tidy(() => {
    const cut = tf.reshape(x, [B * rows, height, columns, width * D]); // [B·rows, height, columns, ·]
    const beside = tf.transpose(cut, [0, 2, 1, 3]); // [B·rows, columns, height, ·]
    return tf.reshape(beside, [B * rows * columns, height * width, D]); // [B·N, W, D]
  });
}

/** The inverse: [B·N, W, D] → [B, Y, X, D]. `size` is [Y, X]. */
export function reverseWindows(
  windows: tf.Tensor3D,
  [height, width]: WindowSize,
  [Y, X]: GridSize,
): tf.Tensor4D {
  const [, , D] = windows.shape;
  const [, columns] = fitWindows([Y, X], [height, width]);
  expectShape('reverseWindows', 'windows', windows, ['B', height * width, D]);
  return tf.tidy(() => {
    const beside = tf.reshape(windows, [-1, columns, height, width * D]); // [B·rows, columns, height, ·]
    const cut = tf.transpose(beside, [0, 2, 1, 3]); // [B·rows, height, columns, ·]
    return tf.reshape(cut, [-1, Y, X, D]); // [B, Y, X, D]
  });
}

/** Moves the grid up and left by `shift`; what leaves comes in again at the other side. */
export function rollGrid(x: tf.Tensor4D, [up, left]: readonly [number, number]): tf.Tensor4D {
  return tf.tidy(() => rollAxis(rollAxis(x, 1, up), 2, left));
}

function rollAxis(x: tf.Tensor4D, axis: 1 | 2, shift: number): tf.Tensor4D {
  const length = x.shape[axis];
  const first = ((shift % length) + length) % length;
  if (first === 0) return x;
  const [head, tail] = tf.split(x, [first, length - first], axis);
  return tf.concat([tail, head] as tf.Tensor4D[], axis);
}

/**
 * Which tokens of a window may attend to each other after the shift, [N, W, W]: those that lay side
 * by side before it. A window at the edge holds tokens from both ends of the grid.
 *
 * Liu et al. 2021, section 3.2 and figure 4.
 */
export function shiftedWindowMask(
  [Y, X]: GridSize,
  windowSize: WindowSize,
  [up, left]: readonly [number, number],
): tf.Tensor3D {
  const W = windowSize[0] * windowSize[1];
  const places = windowPlaces([Y, X], windowSize);
  const region = ({ y, x }: Place) => [y + up >= Y, x + left >= X].join();
  const rows = places.map((window) => {
    const regions = window.map(region);
    return regions.map((query) => regions.map((key) => (query === key ? 1 : 0)));
  });
  return tf.tensor3d(rows.flat(3), [places.length, W, W]);
}

/** How many windows lie below and beside each other, if they fit. */
function fitWindows(size: GridSize, [height, width]: WindowSize): [rows: number, columns: number] {
  const [Y, X] = size;
  expectCount('windows', 'height', height);
  expectCount('windows', 'width', width);
  if (Y % height !== 0 || X % width !== 0) {
    const wanted = `a window that divides the grid [${Y}, ${X}]`;
    throw new ModelError('windows', wanted, `[${height}, ${width}]`);
  }
  return countWindows(size, [height, width]);
}
