import type { Wrong } from '../../../notebook/judge/exercise.ts';

const wrong: readonly Wrong[] = [
  {
    id: 'not-stable',
    says: 'Your numbers are those of the softmax without subtracting the highest score: the powers of large scores are infinite, and the result is NaN.',
    edits: [['tf.sub(scores, highest)', 'scores']],
  },
  {
    id: 'first-axis',
    says: 'Your softmax runs over the first axis. It has to run over the last one: the keys of one query share its attention.',
    edits: [
      ['tf.max(scores, -1, true)', 'tf.max(scores, 0, true)'],
      ['tf.sum(powers, -1, true)', 'tf.sum(powers, 0, true)'],
    ],
  },
  {
    id: 'all-numbers',
    says: 'You divide by the sum of all powers. Each row has a sum of its own.',
    edits: [['tf.sum(powers, -1, true)', 'tf.sum(powers)']],
  },
  {
    id: 'one-highest',
    says: 'You subtract the highest score of the whole tensor. A row that is far below it underflows to zeros, and 0 / 0 is NaN: take the highest of each row.',
    edits: [['tf.max(scores, -1, true)', 'tf.max(scores)']],
  },
  {
    id: 'mean',
    says: 'You subtract the mean of a row. A score far above the mean still overflows: subtract the highest.',
    edits: [['tf.max(scores, -1, true)', 'tf.mean(scores, -1, true)']],
  },
  {
    id: 'log',
    says: 'Your numbers are the logarithms of the weights: that is the log-softmax.',
    edits: [
      [
        'return tf.div(powers, tf.sum(powers, -1, true))',
        'return tf.sub(tf.sub(scores, highest), tf.log(tf.sum(powers, -1, true)))',
      ],
    ],
  },
  {
    id: 'no-keep-dims',
    says: 'The sums lost their axis: without keepDims they line up with the wrong axis, or with none.',
    edits: [['tf.sum(powers, -1, true)', 'tf.sum(powers, -1)']],
  },
  {
    id: 'sigmoid',
    says: 'Your numbers are sigmoids. They do not share 1 among the scores of a row.',
    edits: [['return tf.div(powers, tf.sum(powers, -1, true))', 'return tf.sigmoid(scores)']],
  },
  {
    id: 'highest-power',
    says: 'Your highest weight in each row is 1: you give the powers themselves, or divide them by the highest one. Divide by their sum.',
    edits: [['tf.sum(powers, -1, true)', 'tf.max(powers, -1, true)']],
  },
  {
    id: 'argmax',
    says: 'Your weights are 1 for the highest score and 0 for the others: a hard choice, not a softmax.',
    edits: [
      [
        'return tf.div(powers, tf.sum(powers, -1, true))',
        "return tf.cast(tf.equal(scores, highest), 'float32')",
      ],
    ],
  },
];

export default wrong;
