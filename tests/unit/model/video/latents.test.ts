import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  createRandom,
  klDivergence,
  measureLatents,
  normalizeLatents,
  sampleLatents,
} from '../../../../src/model/index.ts';
import { normal } from '../cases/support.ts';
import { plain } from '../fixtures.ts';

describe('the latents', () => {
  const random = createRandom(56);
  const shape: tf.ShapeMap[tf.Rank.R5] = [2, 3, 2, 2, 3];
  const mean = normal<tf.Rank.R5>(random, shape);
  const logVariance = normal<tf.Rank.R5>(random, shape);

  it('are the mean where there is no noise', () => {
    const latents = sampleLatents({ mean, logVariance }, tf.zeros(shape));
    expect(plain(latents)).toEqual(plain(mean));
  });

  it('diverge from the standard normal, unless they are it', () => {
    const zeros = tf.zeros<tf.Rank.R5>(shape);
    expect(
      klDivergence({ mean: zeros, logVariance: zeros })
        .dataSync()
        .every((v) => v === 0),
    ).toBe(true);
    expect(
      klDivergence({ mean, logVariance })
        .dataSync()
        .every((v) => v > 0),
    ).toBe(true);
  });

  it('are normalized to mean 0 and variance 1, a channel at a time', () => {
    const spread = tf.add<tf.Tensor5D>(tf.mul(mean, [1, 5, 0.1]), [3, -2, 100]);
    const rows = tf.reshape(normalizeLatents(measureLatents(spread), spread), [-1, 3]);
    const { mean: at, variance } = tf.moments(rows, 0);
    for (const value of at.dataSync()) expect(value).toBeCloseTo(0, 3);
    for (const value of variance.dataSync()) expect(value).toBeCloseTo(1, 3);
  });

  it('that never vary are not divided by 0', () => {
    const { shift, scale } = measureLatents(tf.fill(shape, 4));
    expect([...shift.dataSync()]).toEqual([4, 4, 4]);
    for (const value of scale.dataSync()) expect(value / 1e4).toBeCloseTo(1, 5);
  });
});
