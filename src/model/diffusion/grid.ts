import * as tf from '@tensorflow/tfjs-core';
import { expectCount } from '../check.ts';
import { ModelError } from '../error.ts';
import type { Grid } from './config.ts';

/**
 * Sinusoidal positions on a grid of one, two, three or more axes, [T, D]: each axis has channels of
 * its own, which hold the sinusoids of 2017 for the coordinate along it.
 *
 *     P(c₁, c₂, …) = concat(PE(c₁), PE(c₂), …),   widths from {@link axisWidths}
 *
 * Vaswani et al. 2017, section 3.5, axis by axis as in DiT (Peebles and Xie 2022, section 3.2), which
 * puts all sines before all cosines: the same channels in another order.
 *
 * @param sizes how many tokens each axis has; the last one runs fastest
 */
export function axisPositions(sizes: readonly number[], D: number): tf.Tensor2D {
  sizes.forEach((size) => {
    expectCount('axisPositions', 'sizes', size);
  });
  const widths = axisWidths(D, sizes.length);
  const T = sizes.reduce((product, size) => product * size, 1);
  const tables = sizes.map((size, axis) =>
    Array.from({ length: size }, (_, place) => sinusoids(place, widths[axis] ?? 0)),
  );
  const rows = Array.from({ length: T }, (_, t) =>
    coordinates(t, sizes).flatMap((place, axis) => tables[axis]?.[place] ?? []),
  );
  return tf.tensor2d(rows, [T, D]);
}

/** The positions of a clip's tokens, [T, D]: time first, then rows, then columns. */
export function gridPositions({ frames, rows, columns }: Grid, D: number): tf.Tensor2D {
  return axisPositions([frames, rows, columns], D);
}

/**
 * How many channels each axis gets: all the same even number, and the first axis (time, in a clip)
 * what is left.
 *
 * @throws ModelError if `D` is odd, or too small for a sine and a cosine an axis.
 */
export function axisWidths(D: number, axes: number): number[] {
  expectCount('axisPositions', 'axes', axes);
  const each = 2 * Math.floor(D / 2 / axes);
  if (D % 2 !== 0 || each === 0) {
    throw new ModelError('axisPositions', `an even width of at least ${2 * axes}`, `${D}`);
  }
  return Array.from({ length: axes }, (_, axis) => (axis === 0 ? D - (axes - 1) * each : each));
}

/** The place of token `t` along each axis. */
function coordinates(t: number, sizes: readonly number[]): number[] {
  const places: number[] = [];
  let rest = t;
  for (const size of sizes.toReversed()) {
    places.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return places;
}

/** Sine and cosine interleaved, from fast to slow. */
function sinusoids(place: number, width: number): number[] {
  return Array.from({ length: width }, (_, d) => {
    const angle = place / 10000 ** ((2 * Math.floor(d / 2)) / width);
    return d % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}
