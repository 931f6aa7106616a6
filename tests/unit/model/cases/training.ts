import * as tf from '@tensorflow/tfjs-core';
import { adamWUpdate, createRandom } from '../../../../src/model/index.ts';
import { D, F, layerCase, normal } from './support.ts';
import type { Case } from './support.ts';

/** The update of AdamW, as if it were a layer: its new weight. */
export function trainingCases(): Case[] {
  const random = createRandom(17);
  const matrix = () => normal<tf.Rank.R2>(random, [D, F]);
  const inputs = {
    weight: matrix(),
    gradient: matrix(),
    first: matrix(),
    // Away from 0, where the root is too steep to measure its slope.
    second: tf.add(tf.square(matrix()), 0.5),
  };
  const numbers = { beta1: 0.9, beta2: 0.8, epsilon: 0.1, weightDecay: 0.1, step: 3, rate: 0.2 };
  return [
    layerCase('adamWUpdate', inputs, (slot, tap) =>
      tf.tidy(() => adamWUpdate(slot, numbers, tap).weight),
    ),
  ];
}
