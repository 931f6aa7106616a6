import * as tf from '@tensorflow/tfjs-core';
import { createRandom, crossEntropy, perplexity } from '../../../../src/model/index.ts';
import { B, T, layerCase, normal } from './support.ts';
import type { Case } from './support.ts';

const V = 4;

/** Every loss that has a gradient. */
export function objectiveCases(): Case[] {
  const random = createRandom(31);
  const logits = () => normal<tf.Rank.R3>(random, [B, T, V]);
  const targets = tf.tensor2d([0, 3, 1, 2, 2, 0], [B, T], 'int32');
  const weights = tf.tensor2d([1, 0, 1, 1, 0, 0], [B, T]);
  const classes = tf.tensor1d([3, 1], 'int32');
  return [
    layerCase('crossEntropy', { logits: logits() }, ({ logits }, tap) =>
      crossEntropy(logits, targets, { tap }),
    ),
    layerCase('crossEntropy, smoothed, weighted', { logits: logits() }, ({ logits }, tap) =>
      crossEntropy(logits, targets, { smoothing: 0.1, weights, tap }),
    ),
    layerCase('crossEntropy of classes', { logits: normal(random, [B, V]) }, ({ logits }, tap) =>
      crossEntropy(logits, classes, { tap }),
    ),
    layerCase('perplexity', { logits: logits() }, ({ logits }) =>
      perplexity(logits, targets, weights),
    ),
  ];
}
