import * as tf from '@tensorflow/tfjs-core';

/**
 * Moves along one axis of a tensor. Each looks at the tensor as [before, size, after], because not
 * every backend can slice or pad five dimensions.
 */

/** [..., size, ...] as three dimensions: [before, size, after]. */
function around(x: tf.Tensor, axis: number): tf.Tensor3D {
  const product = (sizes: readonly number[]) => sizes.reduce((all, size) => all * size, 1);
  const before = product(x.shape.slice(0, axis));
  const after = product(x.shape.slice(axis + 1));
  return tf.reshape(x, [before, x.shape[axis] ?? 1, after]);
}

/** `length` cells of `axis`, from `start` on. */
export function sliceAxis(x: tf.Tensor, axis: number, start: number, length: number): tf.Tensor {
  const flat = around(x, axis);
  const part = tf.slice(flat, [0, start, 0], [-1, length, -1]);
  return tf.reshape(part, x.shape.with(axis, length));
}

/** Every cell of `axis` `times` times in a row. */
export function repeatAxis(x: tf.Tensor, axis: number, times: number): tf.Tensor {
  const [before, size, after] = around(x, axis).shape;
  const cells = tf.reshape(x, [before * size, 1, after]);
  const copies = tf.concat(Array<tf.Tensor>(times).fill(cells), 1); // [before·size, times, after]
  return tf.reshape(copies, x.shape.with(axis, size * times));
}

/** How a window moves along an axis. */
export interface Window {
  readonly size: number;
  readonly stride: number;
  /** Zeros before the first cell. */
  readonly before: number;
}

/**
 * The cells under a window that moves along `axis`, side by side in the channels, which come last:
 * [..., L, ..., C] → [..., ceil(L / stride), ..., size·C]. Outside of the axis there are zeros.
 */
export function unfoldAxis(x: tf.Tensor, axis: number, window: Window): tf.Tensor {
  const { size, stride, before } = window;
  const [length, channels] = [x.shape[axis] ?? 1, x.shape.at(-1) ?? 1];
  const out = Math.ceil(length / stride);
  const padded = padAxis(x, axis, before, size - 1 + out * stride - before - length);
  const shifted = Array.from({ length: size }, (_, offset) => {
    const moved = sliceAxis(padded, axis, offset, out * stride);
    return tf.reshape<tf.Rank.R2>(everyNth(moved, axis, stride), [-1, channels]);
  });
  const side = tf.concat(shifted, 1); // [rows, size·C]
  return tf.reshape(side, x.shape.with(axis, out).with(-1, size * channels));
}

/** Cells 0, n, 2n, … of `axis`, whose length n divides. */
function everyNth(x: tf.Tensor, axis: number, n: number): tf.Tensor {
  if (n === 1) return x;
  const [before, length, after] = around(x, axis).shape;
  const groups = tf.reshape<tf.Rank.R3>(x, [(before * length) / n, n, after]);
  const first = tf.slice(groups, [0, 0, 0], [-1, 1, -1]); // [before·length / n, 1, after]
  return tf.reshape(first, x.shape.with(axis, length / n));
}

function padAxis(x: tf.Tensor, axis: number, before: number, after: number): tf.Tensor {
  const flat = around(x, axis);
  const padded = tf.pad(flat, [
    [0, 0],
    [before, after],
    [0, 0],
  ]);
  return tf.reshape(padded, x.shape.with(axis, before + (x.shape[axis] ?? 1) + after));
}
