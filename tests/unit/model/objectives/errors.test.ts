import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  ModelError,
  accuracy,
  corruptSpans,
  createRandom,
  crossEntropy,
  exactMatch,
  maskTokens,
  nextTokens,
  noiseMask,
  perplexity,
  shiftRight,
  teacherForcing,
} from '../../../../src/model/index.ts';

const random = createRandom(1);
const masking = { mask: 1, special: [0], words: { first: 2, end: 9 } };
const mask = (more: object, ids = [5, 6]) => maskTokens(random, ids, { ...masking, ...more });
const logits = tf.zeros<tf.Rank.R3>([2, 3, 4]);
const targets = tf.zeros<tf.Rank.R2>([2, 3], 'int32');
const none = tf.zeros<tf.Rank.R2>([2, 3]);
const spoiled = tf.tensor3d([0, 0, 0, NaN], [1, 1, 4]);
const one = tf.zeros<tf.Rank.R2>([1, 1], 'int32');

const wrong: [run: () => unknown, message: string][] = [
  [() => mask({ rate: 1.1 }), 'maskTokens: wanted rate from 0 to 1, got 1.1'],
  [() => mask({ rate: NaN }), 'maskTokens: wanted rate from 0 to 1, got NaN'],
  [() => mask({ masked: -0.1 }), 'maskTokens: wanted masked from 0 to 1, got -0.1'],
  [() => mask({ replaced: 2, masked: 0 }), 'maskTokens: wanted replaced from 0 to 1, got 2'],
  [
    () => mask({ masked: 0.75, replaced: 0.5 }),
    'maskTokens: wanted masked + replaced from 0 to 1, got 1.25',
  ],
  [
    () => mask({ words: { first: 4, end: 4 } }),
    'maskTokens: wanted words that end after their first, got 4 to 4',
  ],
  [() => mask({}, [5, -1]), 'maskTokens: wanted whole ids of at least 0, got -1'],
  [() => mask({ mask: 0.5 }), 'maskTokens: wanted whole ids of at least 0, got 0.5'],
  [
    () => mask({ words: { first: 0.5, end: 4 } }),
    'maskTokens: wanted whole ids of at least 0, got 0.5',
  ],
  [
    () => mask({ words: { first: 0, end: 4.5 } }),
    'maskTokens: wanted whole ids of at least 0, got 4.5',
  ],
  [() => nextTokens([3]), 'nextTokens: wanted at least 2 ids, got 1'],
  [() => nextTokens([3, 0.5]), 'nextTokens: wanted whole ids of at least 0, got 0.5'],
  [() => shiftRight([3, -2], 0), 'shiftRight: wanted whole ids of at least 0, got -2'],
  [() => shiftRight([3], NaN), 'shiftRight: wanted whole ids of at least 0, got NaN'],
  [
    () => teacherForcing([5, 6], { start: 1, end: 2, pad: 0, length: 2 }),
    'teacherForcing: wanted at most 2 ids, got 3',
  ],
  [
    () => teacherForcing([5, 6], { start: 1, end: 2, length: 4 }),
    'teacherForcing: wanted a padding id to reach the length, got none',
  ],
  [() => noiseMask(random, -1), 'noiseMask: wanted whole ids of at least 0, got -1'],
  [() => noiseMask(random, 9, { density: 1.5 }), 'noiseMask: wanted density from 0 to 1, got 1.5'],
  [() => noiseMask(random, 9, { meanSpan: 0 }), 'noiseMask: wanted meanSpan above 0, got 0'],
  [() => corruptSpans([5, 6], [true], [1, 2]), 'corruptSpans: wanted a mask of 2 places, got 1'],
  [
    () => corruptSpans([5, 6, 7], [true, false, true], [1, 2]),
    'corruptSpans: wanted at least 3 sentinels, got 2',
  ],
  [
    () => corruptSpans([5, 6, 7], [true, false, true], [1]),
    'corruptSpans: wanted at least 2 sentinels, got 1',
  ],
  [
    () => corruptSpans([5, 2], [true, false], [1, 2]),
    'corruptSpans: wanted a text without sentinels, got 2',
  ],
  [
    () => corruptSpans([0.5], [true], [1, 2]),
    'corruptSpans: wanted whole ids of at least 0, got 0.5',
  ],
  [
    () => corruptSpans([5], [true], [1, -2]),
    'corruptSpans: wanted whole ids of at least 0, got -2',
  ],
  [
    () => crossEntropy(logits, tf.zeros([3, 2], 'int32')),
    'crossEntropy: wanted logits of shape [3, 2, V], got [2, 3, 4]',
  ],
  [
    () => crossEntropy(tf.scalar(1), tf.scalar(0, 'int32')),
    'crossEntropy: wanted logits of shape [V], got []',
  ],
  [
    () => crossEntropy(logits, targets, { weights: tf.ones([3]) }),
    'crossEntropy: wanted weights of shape [2, 3], got [3]',
  ],
  [
    () => crossEntropy(logits, targets, { smoothing: 1.5 }),
    'crossEntropy: wanted smoothing from 0 to 1, got 1.5',
  ],
  [
    () => crossEntropy(logits, tf.fill([2, 3], 4, 'int32')),
    'crossEntropy: wanted whole targets from 0 to 3, got 4',
  ],
  [
    () => crossEntropy(logits, tf.fill([2, 3], -100, 'int32')),
    'crossEntropy: wanted whole targets from 0 to 3, got -100',
  ],
  [
    () => crossEntropy(logits, tf.fill([2, 3], 0.5)),
    'crossEntropy: wanted whole targets from 0 to 3, got 0.5',
  ],
  [
    () => crossEntropy(logits, targets, { weights: none }),
    'crossEntropy: wanted the sum of the weights above 0, got 0',
  ],
  [
    () => crossEntropy(logits, targets, { weights: tf.fill([2, 3], NaN) }),
    'crossEntropy: wanted finite numbers in weights, got NaN at [0, 0]',
  ],
  [
    () => crossEntropy(spoiled, one),
    'crossEntropy: wanted finite numbers in logits, got NaN at [0, 0, 3]',
  ],
  [
    () => perplexity(logits, targets, none),
    'crossEntropy: wanted the sum of the weights above 0, got 0',
  ],
  [() => accuracy(spoiled, one), 'accuracy: wanted finite numbers in logits, got NaN at [0, 0, 3]'],
  [() => accuracy(logits, targets, none), 'accuracy: wanted the sum of the weights above 0, got 0'],
  [
    () => exactMatch(logits, targets, none),
    'exactMatch: wanted the sum of the weights above 0, got 0',
  ],
  [
    () =>
      exactMatch(tf.zeros<tf.Rank.R3>([1, 3, 4]), tf.zeros([3], 'int32') as unknown as tf.Tensor2D),
    'exactMatch: wanted targets of shape [B, T], got [3]',
  ],
];

describe('what an objective does not want', () => {
  it.each(wrong.map(([run, message]) => ({ run, message })))('$message', ({ run, message }) => {
    expect(() => tf.tidy(() => void run())).toThrow(new ModelError(...parts(message)));
  });
});

/** `where: wanted …, got …` */
function parts(message: string): [where: string, wanted: string, got: string] {
  const [, where = '', wanted = '', got = ''] =
    /^(\w+): wanted (.*), got (.*)$/.exec(message) ?? [];
  return [where, wanted, got];
}
