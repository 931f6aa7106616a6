import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  balanceLoss,
  createRandom,
  feedForward,
  initExperts,
  initFeedForward,
  mixtureOfExperts,
  recorder,
  topMask,
} from '../../../../src/model/index.ts';
import { normal, roughen } from '../cases.ts';
import { gap } from './support.ts';

const random = createRandom(61);
const [B, T, D, F] = [2, 5, 8, 12];
const x = normal<tf.Rank.R3>(random, [B, T, D]);

describe('a mixture of experts', () => {
  const params = roughen(random, initExperts(random, D, F, 4));

  it('chooses the top of each row; of equals, the first', () => {
    const scores = tf.tensor2d([3, 1, 2, 5, 5, 5, -1, -1, -2], [3, 3]);
    expect(topMask(scores, 2).arraySync()).toEqual([
      [1, 0, 1],
      [1, 1, 0],
      [1, 1, 0],
    ]);
    expect(topMask(scores, 1).arraySync()).toEqual([
      [1, 0, 0],
      [1, 0, 0],
      [1, 0, 0],
    ]);
  });

  it('has gates that sum to 1, over as many experts as told', () => {
    for (const top of [1, 2, 4]) {
      const { tap, tensors } = recorder();
      mixtureOfExperts(params, x, { top, tap });
      const gate = tensors.find(({ name }) => name === 'gate')?.data ?? new Float32Array();
      for (let row = 0; row < B * T; row++) {
        const gates = gate.slice(4 * row, 4 * row + 4);
        expect(gates.filter((value) => value > 0).length).toBe(top);
        expect(gates.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
      }
    }
  });

  it('does not look at an expert that was not chosen', () => {
    const { tap, tensors } = recorder();
    const before = mixtureOfExperts(params, x, { top: 2, tap }).arraySync();
    const chosen = tensors.find(({ name }) => name === 'chosen')?.data ?? new Float32Array();
    params.experts.forEach((_, e) => {
      const experts = params.experts.map((expert, i) =>
        i === e ? initFeedForward(createRandom(9), D, F) : expert,
      );
      const after = mixtureOfExperts({ ...params, experts }, x, { top: 2 }).arraySync();
      before.flat().forEach((row, token) => {
        const same = row.every((value, d) => value === after.flat()[token]?.[d]);
        expect(same).toBe(chosen[4 * token + e] === 0);
      });
    });
  });

  it('with one expert is the feed-forward network', () => {
    const one = roughen(random, initExperts(random, D, F, 1));
    const [expert = initFeedForward(random, D, F)] = one.experts;
    expect(gap(mixtureOfExperts(one, x, { top: 1 }), feedForward(expert, x))).toBeLessThan(1e-6);
  });

  it('sends to two experts unless told otherwise', () => {
    expect(gap(mixtureOfExperts(params, x), mixtureOfExperts(params, x, { top: 2 }))).toBe(0);
  });

  it('is balanced at 1, and unbalanced at up to E', () => {
    const even = tf.mul<tf.Tensor3D>(tf.expandDims(tf.eye(4)), 50);
    expect(balanceLoss(even).dataSync()[0]).toBeCloseTo(1, 5);
    const skewed = tf.tile<tf.Tensor3D>(tf.tensor3d([50, 0, 0, 0], [1, 1, 4]), [1, 4, 1]);
    expect(balanceLoss(skewed).dataSync()[0]).toBeCloseTo(4, 5);
  });

  it.each([0, 5, 1.5])('refuses top %f of 4', (top) => {
    expect(() => mixtureOfExperts(params, x, { top })).toThrow(
      `mixtureOfExperts: wanted top from 1 to 4, got ${top}`,
    );
  });

  it('refuses another width and what is not finite', () => {
    expect(() => mixtureOfExperts(params, tf.ones([1, 2, 6]))).toThrow(
      'mixtureOfExperts: wanted x of shape [B, T, 8], got [1, 2, 6]',
    );
    expect(() => mixtureOfExperts(params, tf.fill([1, 2, 8], Infinity))).toThrow(
      'mixtureOfExperts: wanted finite numbers in x',
    );
  });
});
