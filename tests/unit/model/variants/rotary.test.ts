import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  causalMask,
  createRandom,
  initAttention,
  multiHeadAttention,
  rotate,
} from '../../../../src/model/index.ts';
import { normal, roughen } from '../cases.ts';
import { gap } from './support.ts';

const random = createRandom(61);
const [B, T, D, H] = [2, 5, 8, 4];
const x = normal<tf.Rank.R3>(random, [B, T, D]);

describe('rotary positions', () => {
  const [query, key] = [normal(random, [1, 8]), normal(random, [1, 8])];
  const at = (row: tf.Tensor, offset: number, pairs: 'neighbors' | 'halves') =>
    rotate(row, { offset, pairs });

  it.each(['neighbors', 'halves'] as const)(
    'make a score depend on distance alone: %s',
    (pairs) => {
      const score = (m: number, n: number) =>
        tf.sum(tf.mul(at(query, m, pairs), at(key, n, pairs))).dataSync()[0] ?? NaN;
      expect(score(3, 1)).toBeCloseTo(score(9, 7), 4);
      expect(score(0, 5)).toBeCloseTo(score(6, 11), 4);
      expect(Math.abs(score(3, 1) - score(3, 2))).toBeGreaterThan(1e-2);
      expect(Math.abs(score(3, 1) - score(1, 3))).toBeGreaterThan(1e-2);
    },
  );

  it('keep the length of a row, and leave position 0 as it is', () => {
    expect(tf.norm(at(query, 17, 'neighbors')).dataSync()[0]).toBeCloseTo(
      tf.norm(query).dataSync()[0] ?? NaN,
      5,
    );
    expect(gap(at(query, 0, 'neighbors'), query)).toBe(0);
  });

  it('turn the first pair by one radian a position, the last slowest', () => {
    const ones = tf.tensor2d([1, 0, 1, 0], [1, 4]);
    const [a, b, c, d] = rotate(ones, { offset: 1 }).dataSync();
    expect([a, b]).toEqual([Math.fround(Math.cos(1)), Math.fround(Math.sin(1))]);
    expect(c).toBeCloseTo(Math.cos(0.01), 6);
    expect(d).toBeCloseTo(Math.sin(0.01), 6);
    const [, slow] = rotate(tf.tensor2d([0, 1, 0, 0], [1, 4]), {
      offset: 1,
      pairs: 'halves',
    }).dataSync();
    expect(slow).toBeCloseTo(Math.cos(0.01), 6);
  });

  it('want pairs', () => {
    expect(() => rotate(tf.ones([2, 3]))).toThrow('rotate: wanted an even head width, got 3');
    expect(() => rotate(tf.ones([2]))).toThrow('rotate: wanted x of rank 2 or more, got [2]');
  });

  it('see a shifted text as the same text', () => {
    const params = roughen(random, initAttention(random, D));
    const options = { heads: H, rotary: true, mask: causalMask(T) };
    const straight = multiHeadAttention(params, x, x, options);
    const padded = tf.concat([normal<tf.Rank.R3>(random, [B, 3, D]), x], 1);
    const hidden = tf.tensor2d(
      Array.from({ length: (T + 3) ** 2 }, (_, cell) => {
        const [t, s] = [Math.floor(cell / (T + 3)), cell % (T + 3)];
        return s <= t && (s >= 3 || t < 3) ? 1 : 0;
      }),
      [T + 3, T + 3],
    );
    const shifted = multiHeadAttention(params, padded, padded, { ...options, mask: hidden });
    expect(gap(tf.slice(shifted, [0, 3, 0]), straight)).toBeLessThan(1e-5);
  });
});
