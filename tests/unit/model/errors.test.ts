import './backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  ModelError,
  addLora,
  alibiBias,
  alibiSlopes,
  causalMask,
  createRandom,
  decoderLayer,
  embed,
  embedding,
  encoderLayer,
  feedForward,
  initAttention,
  initDecoderLayer,
  initEmbedding,
  initEncoderLayer,
  initExperts,
  initFeedForward,
  initLinear,
  initNorm,
  layerNorm,
  linear,
  maskedSoftmax,
  mixtureOfExperts,
  multiHeadAttention,
  noTap,
  paddingMask,
  rmsNorm,
  rotate,
  scaledDotProductAttention,
  sinusoidalPositions,
  slidingWindowMask,
  splitHeads,
} from '../../../src/model/index.ts';
import { itRefuses } from './refusals.ts';
import type { Refusal } from './refusals.ts';

const random = createRandom(1);
const zeros = (...shape: [number, number, number]) => tf.zeros<tf.Rank.R3>(shape);
const x = zeros(2, 3, 8);
const heads = 2;
const attention = initAttention(random, 8);
const encoder = initEncoderLayer(random, 8, 12);
const decoder = initDecoderLayer(random, 8, 12);
const experts = initExperts(random, 8, 12, 2);
const rms = { gain: tf.ones<tf.Rank.R1>([8]) };
const learned = { ...initEmbedding(random, 4, 8), places: tf.zeros<tf.Rank.R2>([5, 8]) };

/** `x` with one value replaced, at [1, 2, 5]. */
function spoiled(value: number): tf.Tensor3D {
  const buffer = tf.buffer<tf.Rank.R3>([2, 3, 8]);
  buffer.set(value, 1, 2, 5);
  return buffer.toTensor();
}

const wrong: Refusal[] = [
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
  [
    () => maskedSoftmax(tf.zeros([3, 4]), tf.ones([1, 3, 4])),
    'maskedSoftmax: wanted a mask that broadcasts to [3, 4], got [1, 3, 4]',
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
  [() => rmsNorm(rms, tf.zeros([6])), 'rmsNorm: wanted x of shape [8], got [6]'],
  [
    () => mixtureOfExperts(experts, zeros(2, 3, 6)),
    'mixtureOfExperts: wanted x of shape [B, T, 8], got [2, 3, 6]',
  ],
  [() => rotate(tf.zeros([8])), 'rotate: wanted x of rank 2 or more, got [8]'],
  [
    () => embedding(initEmbedding(random, 4, 8), tf.zeros([3]) as unknown as tf.Tensor2D),
    'embedding: wanted ids of shape [B, T], got [3]',
  ],
  // Heads
  [
    () => multiHeadAttention(initAttention(random, 8, 3), x, x, { heads }),
    'multiHeadAttention: wanted keys as wide as a divisor of 2 heads, got 0.75 heads',
  ],
  [
    () => multiHeadAttention(initAttention(random, 8, 6), x, x, { heads: 4 }),
    'multiHeadAttention: wanted keys as wide as a divisor of 4 heads, got 3 heads',
  ],
  [
    () => initEncoderLayer(random, 8, 12, { heads: 4, keyValueHeads: 3 }),
    'initAttention: wanted a divisor of 4 heads, got 3 heads',
  ],
  [
    () => initDecoderLayer(random, 8, 12, { heads: 3 }),
    'initAttention: wanted heads to divide the width 8, got 3 heads',
  ],
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
  [
    () => sinusoidalPositions(4, 0),
    'sinusoidalPositions: wanted D to be a whole number of at least 1, got 0',
  ],
  [() => rmsNorm(rms, x, 0), 'rmsNorm: wanted epsilon above 0, got 0'],
  [() => rotate(tf.zeros([2, 7])), 'rotate: wanted an even head width, got 7'],
  [() => rotate(tf.zeros([0, 8])), 'rotate: wanted T to be a whole number of at least 1, got 0'],
  [() => alibiSlopes(0), 'alibiSlopes: wanted H to be a whole number of at least 1, got 0'],
  [() => alibiBias(2, 0), 'alibiBias: wanted T to be a whole number of at least 1, got 0'],
  [() => alibiBias(2, 1, 0), 'alibiBias: wanted S to be a whole number of at least 1, got 0'],
  ...[0, 1.5, 3].map((top): [() => unknown, string] => [
    () => mixtureOfExperts(experts, x, { top }),
    `mixtureOfExperts: wanted top from 1 to 2, got ${top}`,
  ]),
  [
    () => addLora(random, attention.query, { rank: 0 }),
    'addLora: wanted rank to be a whole number of at least 1, got 0',
  ],
  [
    () => addLora(random, attention.query, { rank: 2, alpha: -1 }),
    'addLora: wanted alpha above 0, got -1',
  ],
  [
    () => addLora(random, initLinear(random, 8, 4), { rank: 5 }),
    'addLora: wanted a rank of at most 4, got 5',
  ],
  [
    () => addLora(random, initLinear(random, 3, 8), { rank: 4 }),
    'addLora: wanted a rank of at most 3, got 4',
  ],
  [
    () => feedForward(initFeedForward(random, 8, 12), x, noTap, 'swiglu'),
    'feedForward: wanted weights made for swiglu, got weights without a gate',
  ],
  [
    () => feedForward(initFeedForward(random, 8, 12, 'swiglu'), x, noTap, 'gelu'),
    'feedForward: wanted weights made for gelu, got weights with a gate',
  ],
  [
    () => slidingWindowMask(0, 3),
    'slidingWindowMask: wanted window to be a whole number of at least 1, got 0',
  ],
  [
    () => slidingWindowMask(2, 0),
    'slidingWindowMask: wanted T to be a whole number of at least 1, got 0',
  ],
  [
    () => slidingWindowMask(2, 3, 0),
    'slidingWindowMask: wanted S to be a whole number of at least 1, got 0',
  ],
  [() => causalMask(2, 0), 'causalMask: wanted S to be a whole number of at least 1, got 0'],
  [() => paddingMask([0], 0), 'paddingMask: wanted S to be a whole number of at least 1, got 0'],
  [
    () => embed(learned, tf.zeros<tf.Rank.R2>([1, 3], 'int32'), { offset: 3 }),
    'embed: wanted at most 5 tokens, got 6',
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
  [
    () => embedding(initEmbedding(random, 4, 8), tf.tensor2d([0, -1], [1, 2], 'int32')),
    'embedding: wanted whole ids from 0 to 3, got -1',
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
    () => rmsNorm(rms, spoiled(-Infinity)),
    'rmsNorm: wanted finite numbers in x, got -Infinity at [1, 2, 5]',
  ],
  [
    () => mixtureOfExperts(experts, spoiled(NaN)),
    'mixtureOfExperts: wanted finite numbers in x, got NaN at [1, 2, 5]',
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
  itRefuses(wrong);
});

describe('what is not finite', () => {
  const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const places = sizes.flatMap((size) =>
    Array.from({ length: size }, (_, at) => [size, at] as const),
  );

  it.each(places)('is found among %i numbers at %i', (size, at) => {
    for (const value of [NaN, Infinity, -Infinity]) {
      const data = Float32Array.from({ length: size }, (_, i) => (i === at ? value : 1e38));
      expect(() => maskedSoftmax(tf.tensor1d(data))).toThrow(
        `maskedSoftmax: wanted finite numbers in scores, got ${value} at [${at}]`,
      );
    }
  });

  it('is not found where all is finite', () => {
    expect(maskedSoftmax(tf.fill([9], 3e38)).shape).toEqual([9]);
  });

  it('is told by an error of its own name', () => {
    expect(String(new ModelError('here', 'this', 'that'))).toBe(
      'ModelError: here: wanted this, got that',
    );
  });
});
