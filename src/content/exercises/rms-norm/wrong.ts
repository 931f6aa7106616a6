import type { Wrong } from '../../../notebook/judge/exercise.ts';

const MEAN_SQUARE = 'tf.mean(tf.square(x), -1, true)';
const SIZE = 'tf.sqrt(tf.add(meanSquare, epsilon))';
const RETURN = 'return tf.mul(tf.div(x, size), gain)';
const CENTERED = 'tf.sub(x, tf.mean(x, -1, true))';

const wrong: readonly Wrong[] = [
  {
    id: 'layer-norm',
    says: 'You subtract the mean: that is layer norm without its bias. RMSNorm subtracts nothing.',
    edits: [
      [MEAN_SQUARE, `tf.mean(tf.square(${CENTERED}), -1, true)`],
      [RETURN, `return tf.mul(tf.div(${CENTERED}, size), gain)`],
    ],
  },
  {
    id: 'standard-deviation',
    says: 'You divide x by its standard deviation. Divide by the root of the mean square, with no mean subtracted in it.',
    edits: [[MEAN_SQUARE, `tf.mean(tf.square(${CENTERED}), -1, true)`]],
  },
  {
    id: 'length',
    says: 'You divide by the length of the vector, the root of the sum of squares. Take their mean.',
    edits: [[MEAN_SQUARE, 'tf.sum(tf.square(x), -1, true)']],
  },
  {
    id: 'no-root',
    says: 'The root is missing: you divide by the mean square.',
    edits: [[SIZE, 'tf.add(meanSquare, epsilon)']],
  },
  {
    id: 'mean-size',
    says: 'You divide by the mean of the absolute values. Take the root of the mean square.',
    edits: [
      [MEAN_SQUARE, 'tf.mean(tf.abs(x), -1, true)'],
      [SIZE, 'tf.add(meanSquare, epsilon)'],
    ],
  },
  {
    id: 'epsilon-outside',
    says: 'You add ε to the root. It is added to the mean square, under the root.',
    edits: [[SIZE, 'tf.add(tf.sqrt(meanSquare), epsilon)']],
  },
  {
    id: 'no-epsilon',
    says: 'There is no ε. Where all channels are 0 you divide 0 by 0.',
    edits: [[SIZE, 'tf.sqrt(meanSquare)']],
  },
  {
    id: 'no-gain',
    says: 'The gain is missing.',
    edits: [[RETURN, 'return tf.div(x, size)']],
  },
  {
    id: 'one-plus-gain',
    says: 'You multiply by 1 + gain, as models do that store the gain as what it differs from 1. Here the gain is the factor itself.',
    edits: [[RETURN, 'return tf.mul(tf.div(x, size), tf.add(gain, 1))']],
  },
  {
    id: 'gain-first',
    says: 'You multiply by the gain and then normalize. First normalize, then multiply.',
    edits: [[MEAN_SQUARE, 'tf.mean(tf.square(tf.mul(x, gain)), -1, true)']],
  },
  {
    id: 'over-all',
    says: 'You take one mean square of all numbers. Each token has its own.',
    edits: [[MEAN_SQUARE, 'tf.mean(tf.square(x))']],
  },
  {
    id: 'no-keep-dims',
    says: 'Your mean squares lost their axis: without keepDims they line up with the wrong axis, or with none.',
    edits: [[MEAN_SQUARE, 'tf.mean(tf.square(x), -1)']],
  },
];

export default wrong;
