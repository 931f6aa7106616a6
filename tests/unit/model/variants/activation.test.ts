import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  activate,
  createRandom,
  feedForward,
  gelu,
  geluTanh,
  initFeedForward,
  normalize,
  rmsNorm,
} from '../../../../src/model/index.ts';
import { normal } from '../cases.ts';
import { plain } from '../fixtures.ts';
import { gap } from './support.ts';

const random = createRandom(61);
const [B, T, D, F] = [2, 5, 8, 12];
const x = normal<tf.Rank.R3>(random, [B, T, D]);

describe('activations', () => {
  it('the approximation of GELU is at most 5e-4 off, and not less than 1e-4', () => {
    const range = tf.linspace(-5, 5, 201);
    const off = gap(gelu(range), geluTanh(range));
    expect(off).toBeLessThan(5e-4);
    expect(off).toBeGreaterThan(1e-4);
  });

  it('without a name is ReLU', () => {
    expect(Array.from(activate(tf.tensor1d([-1, 2])).dataSync())).toEqual([0, 2]);
  });

  it('and weights must belong together', () => {
    const plainWeights = initFeedForward(random, D, F);
    const gated = initFeedForward(random, D, F, 'swiglu');
    expect(() => feedForward(plainWeights, x, undefined, 'swiglu')).toThrow(
      'feedForward: wanted weights made for swiglu, got weights without a gate',
    );
    expect(() => feedForward(gated, x)).toThrow(
      'feedForward: wanted weights made for relu, got weights with a gate',
    );
  });
});

describe('RMS norm', () => {
  it('gives rows of root mean square 1, whatever their size, and keeps their mean apart from 0', () => {
    const gain = tf.ones<tf.Rank.R1>([D]);
    const [small, large] = [rmsNorm({ gain }, x), rmsNorm({ gain }, tf.mul<tf.Tensor3D>(x, 100))];
    for (const size of tf.sqrt(tf.mean(tf.square(large), -1)).dataSync()) {
      expect(size).toBeCloseTo(1, 5);
    }
    expect(gap(small, large)).toBeLessThan(1e-4);
    expect(tf.max(tf.abs(tf.mean(large, -1))).dataSync()[0]).toBeGreaterThan(0.1);
  });

  it('is what weights without a bias are of', () => {
    const gain = normal<tf.Rank.R1>(random, [D]);
    expect(plain(normalize({ gain }, x))).toEqual(plain(rmsNorm({ gain }, x)));
    const centered = normalize({ gain: tf.ones([D]), bias: tf.zeros([D]) }, x);
    expect(tf.max(tf.abs(tf.mean(centered, -1))).dataSync()[0]).toBeLessThan(1e-6);
  });

  it('refuses what it cannot take', () => {
    const gain = tf.ones<tf.Rank.R1>([6]);
    expect(() => rmsNorm({ gain }, x)).toThrow(
      'rmsNorm: wanted x of shape [2, 5, 6], got [2, 5, 8]',
    );
    expect(() => rmsNorm({ gain }, tf.ones([6]), 0)).toThrow(
      'rmsNorm: wanted epsilon above 0, got 0',
    );
    expect(() => rmsNorm({ gain }, tf.fill([6], NaN))).toThrow(
      'rmsNorm: wanted finite numbers in x',
    );
  });
});
