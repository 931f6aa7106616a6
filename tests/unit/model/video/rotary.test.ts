import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  coordinates,
  createRandom,
  gridAngles,
  rotate,
  rotateGrid,
} from '../../../../src/model/index.ts';
import { normal } from '../cases/support.ts';
import { expectClose, plain } from '../fixtures.ts';
import { extent, packed } from './support.ts';

describe('rotateGrid', () => {
  const random = createRandom(57);
  const [grid, widths] = [extent(3, 4, 5), extent(4, 6, 2)];
  const places = coordinates(grid);
  /** The same vector at every place, rotated. */
  const everywhere = (): tf.Tensor2D => {
    const vector = normal<tf.Rank.R2>(random, [1, 12]);
    return rotateGrid(tf.tile(vector, [60, 1]), { grid, widths });
  };

  it('makes scores depend on the distance along each axis alone', () => {
    const [query, key] = [everywhere(), everywhere()];
    const scores = tf.matMul<tf.Tensor2D>(query, key, false, true).arraySync();
    const seen = new Map<string, number>();
    for (const [t, [n, y, x]] of places.entries()) {
      for (const [s, [m, z, w]] of places.entries()) {
        const apart = [n - m, y - z, x - w].join();
        const score = scores[t]?.[s] ?? NaN;
        expect(score).toBeCloseTo(seen.get(apart) ?? score, 4);
        seen.set(apart, score);
      }
    }
    // Every other distance gives another score.
    expect(seen.size).toBe(5 * 7 * 9);
    expect(new Set([...seen.values()].map((score) => score.toFixed(4))).size).toBeGreaterThan(300);
  });

  it('keeps the length of every vector, and the first one whole', () => {
    const x = normal<tf.Rank.R3>(random, [2, 60, 12]);
    const rotated = rotateGrid(x, { grid, widths });
    const [before, after] = [tf.norm(x, 2, -1), tf.norm(rotated, 2, -1)];
    expectClose('norms', plain(after), packed(before));
    const first = (tensor: tf.Tensor3D) => plain(tf.slice(tensor, [0, 0, 0], [2, 1, 12]));
    expect(first(rotated)).toEqual(first(x));
  });

  it('turns each part with its own axis', () => {
    const alone = [extent(12, 0, 0), extent(0, 12, 0), extent(0, 0, 12)];
    for (const [axis, widths] of alone.entries()) {
      const angles = gridAngles(grid, widths);
      for (const [t, place] of places.entries()) {
        expect(angles[t * 6], 'the fastest pair turns by 1 a step').toBe(place[axis]);
      }
    }
  });

  it('on a line is rotate', () => {
    const x = normal<tf.Rank.R3>(random, [2, 7, 8]);
    const line = { grid: extent(7, 1, 1), widths: extent(8, 0, 0) };
    expect(plain(rotateGrid(x, line))).toEqual(plain(rotate(x)));
    expect(plain(rotateGrid(x, { ...line, base: 50 }))).toEqual(plain(rotate(x, { base: 50 })));
  });

  it('knows the place of every token, in the order of patchify', () => {
    expect(coordinates(extent(2, 2, 3)).slice(3, 8)).toEqual([
      [0, 1, 0],
      [0, 1, 1],
      [0, 1, 2],
      [1, 0, 0],
      [1, 0, 1],
    ]);
  });
});
