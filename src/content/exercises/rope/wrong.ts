import type { Wrong } from '../../../notebook/judge/exercise.ts';

const COLUMN = 'tf.expandDims(positions, 1)';
const RATES = 'tf.pow(10000, tf.div(tf.mul(tf.range(0, K / 2), -2), K))';
const ANGLES = `tf.mul(${COLUMN}, rates)`;
const PAIRS = 'tf.unstack(tf.reshape(x, [B, H, T, K / 2, 2]), 4)';
const FIRST = 'tf.sub(tf.mul(a, cos), tf.mul(b, sin))';
const SECOND = 'tf.add(tf.mul(a, sin), tf.mul(b, cos))';
const JOINED = 'tf.reshape(tf.stack([first, second], 4), [B, H, T, K])';

const wrong: readonly Wrong[] = [
  {
    id: 'identity',
    says: 'Your output is x itself: nothing is turned.',
    edits: [[JOINED, 'x']],
  },
  {
    id: 'halves',
    says: 'You pair channel i with channel i + K / 2, as some released weights want it. Su et al. pair neighbors, 2i and 2i + 1.',
    edits: [
      [PAIRS, 'tf.split(x, 2, 3)'],
      [JOINED, 'tf.concat([first, second], 3)'],
    ],
  },
  {
    id: 'not-put-back',
    says: 'The pairs are right, but you put all first channels before all second ones. Each goes back to its own place: a new last axis, then a reshape.',
    edits: [[JOINED, 'tf.concat([first, second], 3)']],
  },
  {
    id: 'backwards',
    says: 'You turn the other way round: the minus belongs to b·sin in the first channel.',
    edits: [
      [FIRST, 'tf.add(tf.mul(a, cos), tf.mul(b, sin))'],
      [SECOND, 'tf.sub(tf.mul(b, cos), tf.mul(a, sin))'],
    ],
  },
  {
    id: 'no-minus',
    says: 'The minus is missing in the first channel: vectors change their length, and that is no turn.',
    edits: [[FIRST, 'tf.add(tf.mul(a, cos), tf.mul(b, sin))']],
  },
  {
    id: 'cosine-alone',
    says: 'You multiply by the cosine alone. A turn mixes the two channels of a pair.',
    edits: [
      [FIRST, 'tf.mul(a, cos)'],
      [SECOND, 'tf.mul(b, cos)'],
    ],
  },
  {
    id: 'added',
    says: 'You add sines and cosines to x, as sinusoidal positions do. Rotary positions turn it.',
    edits: [
      [FIRST, 'tf.add(a, sin)'],
      [SECOND, 'tf.add(b, cos)'],
    ],
  },
  {
    id: 'no-two',
    says: 'The 2 in the exponent is missing: pair i turns at 10000^(−2i/K), not at 10000^(−i/K).',
    edits: [['-2), K)', '-1), K)']],
  },
  {
    id: 'one-rate',
    says: 'All your pairs turn at the same rate. Pair i turns at 10000^(−2i/K).',
    edits: [[RATES, 'tf.ones([K / 2])']],
  },
  {
    id: 'multiplied',
    says: 'Your rates grow from pair to pair. The exponent is negative: they fall from 1 to nearly 1 / 10000.',
    edits: [['-2), K)', '2), K)']],
  },
  {
    id: 'always-from-0',
    says: 'You turn by the place in x, counted from 0. Take the positions that are given.',
    edits: [[COLUMN, 'tf.expandDims(tf.range(0, T), 1)']],
  },
  {
    id: 'by-head',
    says: 'You turn each head by a position: your angles lie along the heads and not along the tokens. It crashes unless H = T or one of them is 1.',
    edits: [[ANGLES, `tf.expandDims(${ANGLES}, 1)`]],
  },
];

export default wrong;
