import type { Wrong } from '../../../notebook/judge/exercise.ts';

const RATES = 'tf.pow(10000, tf.div(tf.mul(pairs, -2), D))';
const WAVES = 'tf.stack([tf.sin(angles), tf.cos(angles)], 2)';
const COLUMN = 'tf.expandDims(positions, 1)';

const wrong: readonly Wrong[] = [
  {
    id: 'halves',
    says: 'All your sines come before all cosines. The columns are right, but the 2017 paper lets sine and cosine take turns.',
    edits: [[WAVES, 'tf.concat([tf.sin(angles), tf.cos(angles)], 1)']],
  },
  {
    id: 'cosine-first',
    says: 'Sine and cosine are swapped: the sine comes first.',
    edits: [[WAVES, 'tf.stack([tf.cos(angles), tf.sin(angles)], 2)']],
  },
  {
    id: 'no-two',
    says: 'The 2 in the exponent is missing: pair i turns at 10000^(−2i/D), not at 10000^(−i/D).',
    edits: [['tf.mul(pairs, -2)', 'tf.mul(pairs, -1)']],
  },
  {
    id: 'own-rate',
    says: 'Your cosines turn at a rate of their own, with 2i + 1 in the exponent. Sine and cosine of a pair share the rate of 2i.',
    edits: [
      [
        WAVES,
        'tf.stack([tf.sin(angles), tf.cos(tf.mul(angles, tf.pow(10000, tf.scalar(-1 / D))))], 2)',
      ],
    ],
  },
  {
    id: 'multiplied',
    says: 'You multiply positions by 10000^(2i/D). They are divided by it: the waves get longer from pair to pair, not shorter.',
    edits: [['tf.mul(pairs, -2)', 'tf.mul(pairs, 2)']],
  },
  {
    id: 'base-e',
    says: 'Your rates are exp(−2i/D): the logarithm of 10000 is missing in the exponent.',
    edits: [[RATES, 'tf.exp(tf.div(tf.mul(pairs, -2), D))']],
  },
  {
    id: 'last-rate',
    says: 'Your last pair turns at 1 / 10000 exactly: you divide by D / 2 − 1 steps, as some libraries do. The paper divides by D / 2.',
    edits: [[RATES, 'tf.pow(10000, tf.div(tf.mul(pairs, -2), D - 2))']],
  },
  {
    id: 'always-from-0',
    says: 'Your rows are those of 0, 1, 2, … Take the positions that are given.',
    edits: [[COLUMN, 'tf.expandDims(tf.range(0, T), 1)']],
  },
  {
    id: 'one-too-far',
    says: 'You count from 1: each row is that of the next position.',
    edits: [[COLUMN, 'tf.expandDims(tf.add(positions, 1), 1)']],
  },
  {
    id: 'sines-alone',
    says: 'Both columns of a pair are sines. The second one is the cosine.',
    edits: [[WAVES, 'tf.stack([tf.sin(angles), tf.sin(angles)], 2)']],
  },
  {
    id: 'one-rate',
    says: 'All your pairs turn at the same rate. Pair i turns at 10000^(−2i/D).',
    edits: [[RATES, 'tf.onesLike(pairs)']],
  },
];

export default wrong;
