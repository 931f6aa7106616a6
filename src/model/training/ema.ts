import * as tf from '@tensorflow/tfjs-core';
import { ModelError } from '../error.ts';
import { mapParams } from '../params.ts';
import { leafAt } from './leaves.ts';
import type { Leaves } from './leaves.ts';

/**
 * The exponential moving average of weights after one more step: often better than the last weights.
 *
 *     average ← decay·average + (1 − decay)·weight
 *
 * As in DiT (Peebles and Xie 2023, section 4), decay 0.9999. The caller owns what comes back.
 */
export function updateAverage(average: Leaves, weights: Leaves, decay: number): Leaves {
  if (!(decay >= 0 && decay < 1)) {
    throw new ModelError('updateAverage', 'a decay in [0, 1)', String(decay));
  }
  return tf.tidy(() =>
    mapParams(average, (path, old) => {
      const now = leafAt('updateAverage', 'the weight', weights, path);
      return tf.add(tf.mul(old, decay), tf.mul(now, 1 - decay));
    }),
  );
}
