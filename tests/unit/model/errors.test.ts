import './backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  ModelError,
  causalMask,
  createRandom,
  decoderLayer,
  embedding,
  encoderLayer,
  feedForward,
  initAttention,
  initDecoderLayer,
  initEmbedding,
  initEncoderLayer,
  initFeedForward,
  initLinear,
  initNorm,
  layerNorm,
  linear,
  maskedSoftmax,
  multiHeadAttention,
  paddingMask,
  scaledDotProductAttention,
  sinusoidalPositions,
  splitHeads,
} from '../../../src/model/index.ts';

const random = createRandom(1);
const zeros = (...shape: [number, number, number]) => tf.zeros<tf.Rank.R3>(shape);
const x = zeros(2, 3, 8);
const heads = 2;
const attention = initAttention(random, 8);
const encoder = initEncoderLayer(random, 8, 12);
const decoder = initDecoderLayer(random, 8, 12);

/** `x` with one value replaced, at [1, 2, 5]. */
function spoiled(value: number): tf.Tensor3D {
  const buffer = tf.buffer<tf.Rank.R3>([2, 3, 8]);
  buffer.set(value, 1, 2, 5);
  return buffer.toTensor();
}

const wrong: [run: () => unknown, message: string][] = [
  // Shapes
  [
    () => linear(initLinear(random, 8, 4), zeros(2, 3, 6)),
    'linear: wanted x of shape [2, 3, 8], got [2, 3, 6]',
  ],
  [
    () => linear({ ...initLinear(random, 8, 4), bias: tf.zeros([5]) }, x),
    'linear: wanted bias of shape [4], got [5]',
  ],
  [
    () => linear(initLinear(random, 8, 4), tf.scalar(1)),
    'linear: wanted x of rank 1 or more, got []',
  ],
  [() => layerNorm(initNorm(8), tf.zeros([6])), 'layerNorm: wanted x of shape [8], got [6]'],
  [
    () => layerNorm({ gain: tf.ones([8]), bias: tf.zeros([1]) }, x),
    'layerNorm: wanted bias of shape [8], got [1]',
  ],
  [
    () => feedForward(initFeedForward(random, 8, 12), zeros(2, 3, 12)),
    'feedForward: wanted x of shape [B, T, 8], got [2, 3, 12]',
  ],
  [
    () => maskedSoftmax(tf.zeros([3, 4]), tf.ones([3, 2])),
    'maskedSoftmax: wanted a mask that broadcasts to [3, 4], got [3, 2]',
  ],
  [() => maskedSoftmax(tf.scalar(1)), 'maskedSoftmax: wanted scores of rank 1 or more, got []'],
  [
    () => scaledDotProductAttention(zeros(2, 3, 4), zeros(2, 5, 6), zeros(2, 5, 4)),
    'scaledDotProductAttention: wanted key of shape [2, S, 4], got [2, 5, 6]',
  ],
  [
    () => scaledDotProductAttention(zeros(2, 3, 4), zeros(2, 5, 4), zeros(2, 3, 4)),
    'scaledDotProductAttention: wanted value of shape [2, 5, K], got [2, 3, 4]',
  ],
  [
    () => scaledDotProductAttention(tf.zeros([4]), tf.zeros([4]), tf.zeros([4])),
    'scaledDotProductAttention: wanted query of shape [T, K], got [4]',
  ],
  [
    () => multiHeadAttention(attention, zeros(2, 3, 6), x, { heads }),
    'multiHeadAttention: wanted x of shape [B, T, 8], got [2, 3, 6]',
  ],
  [
    () => multiHeadAttention(attention, x, zeros(2, 5, 6), { heads }),
    'multiHeadAttention: wanted memory of shape [2, S, 8], got [2, 5, 6]',
  ],
  [
    () => multiHeadAttention(attention, x, zeros(3, 5, 8), { heads }),
    'multiHeadAttention: wanted memory of shape [2, S, 8], got [3, 5, 8]',
  ],
  [
    () => multiHeadAttention(attention, x, x, { heads, mask: tf.ones([3, 5]) }),
    'multiHeadAttention: wanted a mask that broadcasts to [2, 1, 3, 3], got [3, 5]',
  ],
  [
    () => multiHeadAttention(attention, x, x, { heads, mask: tf.ones([2, 2, 3, 3]) }),
    'multiHeadAttention: wanted a mask that broadcasts to [2, 1, 3, 3], got [2, 2, 3, 3]',
  ],
  [
    () => encoderLayer(encoder, zeros(2, 3, 6), { heads }),
    'encoderLayer: wanted x of shape [B, T, 8], got [2, 3, 6]',
  ],
  [
    () => decoderLayer(decoder, zeros(2, 3, 6), x, { heads }),
    'decoderLayer: wanted x of shape [B, T, 8], got [2, 3, 6]',
  ],
  [
    () => decoderLayer(decoder, x, zeros(1, 3, 8), { heads }),
    'decoderLayer: wanted memory of shape [2, S, 8], got [1, 3, 8]',
  ],
  // Heads
  [
    () => multiHeadAttention(attention, x, x, { heads: 3 }),
    'multiHeadAttention: wanted heads to divide the width 8, got 3 heads',
  ],
  [
    () => multiHeadAttention(attention, x, x, { heads: 0 }),
    'multiHeadAttention: wanted heads to be a whole number of at least 1, got 0',
  ],
  [
    () => encoderLayer(encoder, x, { heads: 1.5 }),
    'multiHeadAttention: wanted heads to be a whole number of at least 1, got 1.5',
  ],
  [() => splitHeads(x, 3), 'splitHeads: wanted heads to divide the width 8, got 3 heads'],
  // Numbers
  [
    () => multiHeadAttention(attention, x, x, { heads, temperature: 0 }),
    'scaledDotProductAttention: wanted temperature above 0, got 0',
  ],
  [() => layerNorm(initNorm(8), x, 0), 'layerNorm: wanted epsilon above 0, got 0'],
  [() => sinusoidalPositions(4, 7), 'sinusoidalPositions: wanted an even width, got 7'],
  [
    () => sinusoidalPositions(0, 8),
    'sinusoidalPositions: wanted T to be a whole number of at least 1, got 0',
  ],
  [() => causalMask(0), 'causalMask: wanted T to be a whole number of at least 1, got 0'],
  [() => paddingMask([2, 5], 4), 'paddingMask: wanted whole lengths from 0 to 4, got 5'],
  [() => paddingMask([-1], 4), 'paddingMask: wanted whole lengths from 0 to 4, got -1'],
  [
    () => embedding(initEmbedding(random, 4, 8), tf.tensor2d([0, 4], [1, 2], 'int32')),
    'embedding: wanted whole ids from 0 to 3, got 4',
  ],
  [
    () => embedding(initEmbedding(random, 4, 8), tf.tensor2d([0, 0.5], [1, 2])),
    'embedding: wanted whole ids from 0 to 3, got 0.5',
  ],
  // Values
  [
    () => linear(initLinear(random, 8, 4), spoiled(NaN)),
    'linear: wanted finite numbers in x, got NaN at [1, 2, 5]',
  ],
  [
    () => layerNorm(initNorm(8), spoiled(Infinity)),
    'layerNorm: wanted finite numbers in x, got Infinity at [1, 2, 5]',
  ],
  [
    () => feedForward(initFeedForward(random, 8, 12), spoiled(NaN)),
    'feedForward: wanted finite numbers in x, got NaN at [1, 2, 5]',
  ],
  [
    () => maskedSoftmax(spoiled(-Infinity)),
    'maskedSoftmax: wanted finite numbers in scores, got -Infinity at [1, 2, 5]',
  ],
  ...(['query', 'key', 'value'] as const).map((name): [() => unknown, string] => [
    () => {
      const inputs = { query: x, key: x, value: x, [name]: spoiled(NaN) };
      return scaledDotProductAttention(inputs.query, inputs.key, inputs.value);
    },
    `scaledDotProductAttention: wanted finite numbers in ${name}, got NaN at [1, 2, 5]`,
  ]),
  [
    () => multiHeadAttention(attention, spoiled(NaN), x, { heads }),
    'multiHeadAttention: wanted finite numbers in x, got NaN at [1, 2, 5]',
  ],
  [
    () => multiHeadAttention(attention, x, spoiled(-Infinity), { heads }),
    'multiHeadAttention: wanted finite numbers in memory, got -Infinity at [1, 2, 5]',
  ],
  [
    () => encoderLayer(encoder, spoiled(Infinity), { heads }),
    'encoderLayer: wanted finite numbers in x, got Infinity at [1, 2, 5]',
  ],
  [
    () => decoderLayer(decoder, spoiled(NaN), x, { heads }),
    'decoderLayer: wanted finite numbers in x, got NaN at [1, 2, 5]',
  ],
  [
    () => decoderLayer(decoder, x, spoiled(NaN), { heads }),
    'decoderLayer: wanted finite numbers in memory, got NaN at [1, 2, 5]',
  ],
];

describe('what a function does not want', () => {
  it.each(wrong.map(([run, message]) => ({ run, message })))('$message', ({ run, message }) => {
    const before = tf.memory().numTensors;
    let error: unknown;
    try {
      tf.tidy(() => {
        run();
      });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ModelError);
    const { where, wanted, got, message: text } = error as ModelError;
    expect(text).toBe(message);
    expect(text).toBe(`${where}: wanted ${wanted}, got ${got}`);
    expect(tf.memory().numTensors).toBe(before);
  });
});
