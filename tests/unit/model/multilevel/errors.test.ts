import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe } from 'vitest';
import {
  attentionPooling,
  createRandom,
  documentEncoder,
  initAttention,
  initDocument,
  initEncoderLayer,
  initMerge,
  initPooling,
  initWindowBlock,
  initWindowEncoder,
  localGlobalAttention,
  mergePatches,
  partitionWindows,
  relativeBias,
  reverseWindows,
  spaceTimeLayer,
  windowBlock,
} from '../../../../src/model/index.ts';
import type { LocalGlobalReach, WindowSize } from '../../../../src/model/index.ts';
import { itRefuses } from '../refusals.ts';
import type { Refusal } from '../refusals.ts';

const random = createRandom(1);
const layer = { width: 8, inner: 12, heads: 2 };
const document = initDocument(random, {
  ...layer,
  vocabulary: 4,
  wordLayers: 1,
  sentenceLayers: 1,
});
const ids = tf.zeros<tf.Rank.R3>([2, 3, 4], 'int32');
const attention = initAttention(random, 8);
const pooling = initPooling(random, 8);
const sequence = tf.zeros<tf.Rank.R3>([2, 5, 8]);
const grid = tf.zeros<tf.Rank.R4>([1, 4, 6, 8]);
const local = (reach: LocalGlobalReach) =>
  localGlobalAttention(attention, sequence, { heads: 2, ...reach });
const cut = (windowSize: WindowSize) => partitionWindows(grid, windowSize);
const nan = tf.fill<tf.Rank.R3>([2, 5, 8], NaN);

const wrong: Refusal[] = [
  [
    () => documentEncoder(document, tf.zeros([2, 3] as never), { heads: 2 }),
    'documentEncoder: wanted ids of shape [B, N, W], got [2, 3]',
  ],
  [
    () => documentEncoder(document, ids, { heads: 2, lengths: [[1, 1, 1]] }),
    'documentEncoder: wanted lengths of 2 documents of 3 sentences, got 1 documents',
  ],
  [
    () =>
      documentEncoder(document, ids, {
        heads: 2,
        lengths: [
          [1, 1, 1],
          [1, 2],
        ],
      }),
    'documentEncoder: wanted lengths of 2 documents of 3 sentences, got a document of 2',
  ],
  [
    () =>
      documentEncoder(document, ids, {
        heads: 2,
        lengths: [
          [1, 1, 1],
          [1, 2, 5],
        ],
      }),
    'paddingMask: wanted whole lengths from 0 to 4, got 5',
  ],
  [
    () => attentionPooling(pooling, tf.zeros([2, 5, 6])),
    'attentionPooling: wanted x of shape [B, T, 8], got [2, 5, 6]',
  ],
  [
    () => attentionPooling({ ...pooling, context: tf.zeros([7]) }, sequence),
    'attentionPooling: wanted hidden of shape [D, 7], got [8, 8]',
  ],
  [
    () => attentionPooling(pooling, sequence, { mask: tf.ones([2, 4]) }),
    'attentionPooling: wanted a mask that broadcasts to [2, 5], got [2, 4]',
  ],
  [
    () => attentionPooling(pooling, nan),
    'linear: wanted finite numbers in x, got NaN at [0, 0, 0]',
  ],
  [() => cut([3, 2]), 'windows: wanted a window that divides the grid [4, 6], got [3, 2]'],
  [() => cut([2, 4]), 'windows: wanted a window that divides the grid [4, 6], got [2, 4]'],
  [() => cut([0, 2]), 'windows: wanted height to be a whole number of at least 1, got 0'],
  [() => cut([2, 1.5]), 'windows: wanted width to be a whole number of at least 1, got 1.5'],
  [
    () => reverseWindows(tf.zeros([6, 3, 8]), [2, 2], [4, 6]),
    'reverseWindows: wanted windows of shape [B, 4, 8], got [6, 3, 8]',
  ],
  [
    () =>
      windowBlock(initWindowBlock(random, layer, [2, 2]), tf.zeros([1, 4, 4, 6]), {
        heads: 2,
        windowSize: [2, 2],
      }),
    'windowBlock: wanted x of shape [B, Y, X, 8], got [1, 4, 4, 6]',
  ],
  [
    () => relativeBias(tf.zeros([8, 2]), [2, 2]),
    'relativeBias: wanted table of shape [9, 2], got [8, 2]',
  ],
  [
    () => mergePatches(initMerge(random, 8, 4), tf.zeros([1, 3, 4, 8])),
    'mergePatches: wanted a grid that 2 × 2 tokens divide, got [3, 4]',
  ],
  [
    () => mergePatches(initMerge(random, 8, 2), tf.zeros([1, 1, 5, 8])),
    'mergePatches: wanted a grid that 1 × 2 tokens divide, got [1, 5]',
  ],
  [
    () => mergePatches(initMerge(random, 6, 2), tf.zeros([1, 1, 4, 8])),
    'mergePatches: wanted norm of shape [16], got [12]',
  ],
  [
    () => initWindowEncoder(random, { ...layer, windowSize: [2, 2], depths: [] }),
    'initWindowEncoder: wanted one depth a stage, got none',
  ],
  [
    () => initWindowEncoder(random, { ...layer, windowSize: [2, 2], depths: [0] }),
    'initWindowEncoder: wanted depths to be a whole number of at least 1, got 0',
  ],
  [
    () => local({ window: 0 }),
    'localGlobalAttention: wanted window to be a whole number of at least 1, got 0',
  ],
  ...[[5], [-1], [1, 1], [2, 1], [0.5]].map((globals): [() => unknown, string] => [
    () => local({ window: 2, globals }),
    `localGlobalAttention: wanted global tokens from 0 to 4 in ascending order, got [${globals.join(', ')}]`,
  ]),
  [
    () => localGlobalAttention(attention, tf.zeros([2, 5, 6]), { heads: 2, window: 2 }),
    'localGlobalAttention: wanted x of shape [B, T, 8], got [2, 5, 6]',
  ],
  [
    () => localGlobalAttention(initAttention(random, 8, 4), sequence, { heads: 2, window: 2 }),
    'localGlobalAttention: wanted key of shape [8, 8], got [8, 4]',
  ],
  [
    () => {
      const { value } = initAttention(random, 8, 4);
      localGlobalAttention({ ...attention, value }, sequence, { heads: 2, window: 2 });
    },
    'localGlobalAttention: wanted value of shape [8, 8], got [8, 4]',
  ],
  [
    () => localGlobalAttention(attention, sequence, { heads: 3, window: 2 }),
    'localGlobalAttention: wanted heads to divide the width 8, got 3 heads',
  ],
  [
    () => localGlobalAttention(attention, sequence, { heads: 2, window: 2, mask: tf.ones([5, 5]) }),
    'localGlobalAttention: wanted a mask that broadcasts to [2, 1, 1, 5], got [5, 5]',
  ],
  [
    () => localGlobalAttention(attention, nan, { heads: 2, window: 2 }),
    'localGlobalAttention: wanted finite numbers in x, got NaN at [0, 0, 0]',
  ],
  [
    () =>
      spaceTimeLayer(initEncoderLayer(random, 8, 12), tf.zeros([1, 2, 3, 6]), {
        heads: 2,
        kind: 'joint',
      }),
    'spaceTimeLayer: wanted x of shape [B, N, S, 8], got [1, 2, 3, 6]',
  ],
  [
    () =>
      spaceTimeLayer(initEncoderLayer(random, 8, 12), tf.fill([1, 2, 3, 8], Infinity), {
        heads: 2,
        kind: 'divided',
      }),
    'spaceTimeLayer: wanted finite numbers in x, got Infinity at [0, 0, 0, 0]',
  ],
  [
    () =>
      spaceTimeLayer(initEncoderLayer(random, 8, 12), tf.zeros([1, 2, 3, 8]), {
        heads: 2,
        kind: 'divided',
      }),
    'spaceTimeLayer: wanted weights with a second attention, along time, got one attention',
  ],
];

describe('what a function on several levels does not want', () => {
  itRefuses(wrong);
});
