import type { Wrong } from '../../../notebook/judge/exercise.ts';

const REAL = 'tf.reshape(tf.notEqual(ids, padding), [B, 1, 1, S])';
const MASKED = 'tf.where(real, scores, -1e9)';
const WEIGHTS = 'tf.where(real, tf.softmax(masked), 0)';

const wrong: readonly Wrong[] = [
  {
    id: 'no-mask',
    says: 'Your numbers are those of attention without a mask: padding is seen.',
    edits: [
      [MASKED, 'scores'],
      [WEIGHTS, 'tf.softmax(masked)'],
    ],
  },
  {
    id: 'queries-masked',
    says: 'You block the queries that are padding. Block the keys: their places are the last axis of the scores. It crashes unless T = S.',
    edits: [['[B, 1, 1, S]', '[B, 1, S, 1]']],
  },
  {
    id: 'queries-too',
    says: 'You block the queries that are padding as well as the keys. The mask is for keys alone. It crashes unless T = S.',
    edits: [
      [
        REAL,
        'tf.logicalAnd(tf.reshape(tf.notEqual(ids, padding), [B, 1, 1, S]), tf.reshape(tf.notEqual(ids, padding), [B, 1, S, 1]))',
      ],
    ],
  },
  {
    id: 'two-axes',
    says: 'Your mask is [B, S], and broadcasts as [T, S]: query t is blocked by the padding of sample t. It crashes unless B = T or B = 1.',
    edits: [[REAL, 'tf.notEqual(ids, padding)']],
  },
  {
    id: 'for-heads',
    says: 'Your mask is [1, B, 1, S]: head h is blocked by the padding of sample h. It crashes unless B = H or one of them is 1.',
    edits: [['[B, 1, 1, S]', '[1, B, 1, S]']],
  },
  {
    id: 'after-softmax',
    says: 'You block the weights after the softmax, or set the values of padding to 0. The other weights no longer sum to 1: block the scores before the softmax.',
    edits: [[MASKED, 'scores']],
  },
  {
    id: 'times-zero',
    says: 'You set the blocked scores to 0. A score of 0 is not blocked: its weight is exp(0) = 1 part of the sum.',
    edits: [
      [MASKED, 'tf.where(real, scores, 0)'],
      [WEIGHTS, 'tf.softmax(masked)'],
    ],
  },
  {
    id: 'turned-around',
    says: 'Your mask is turned around: padding is seen and the real tokens are not. Some libraries mean "block" by True.',
    edits: [['tf.notEqual', 'tf.equal']],
  },
  {
    id: 'not-a-number',
    says: 'Where all is padding your outputs are NaN: a softmax of −∞ alone. Use a finite number, and set the weights of padding to 0.',
    edits: [
      ['-1e9', '-Infinity'],
      [WEIGHTS, 'tf.softmax(masked)'],
    ],
  },
  {
    id: 'mean-of-padding',
    says: 'Where all is padding your outputs are the mean of the values: equally low scores share the attention evenly. There they should be 0.',
    edits: [[WEIGHTS, 'tf.softmax(masked)']],
  },
  {
    id: 'lengths',
    says: 'You count the real tokens and block what stands behind so many. Padding may stand in front, too: look at each id.',
    edits: [
      [
        'tf.notEqual(ids, padding)',
        "tf.less(tf.range(0, S), tf.sum(tf.cast(tf.notEqual(ids, padding), 'float32'), 1, true))",
      ],
    ],
  },
  {
    id: 'zero-assumed',
    says: 'You take 0 for padding. The id of padding is the last argument.',
    edits: [['tf.notEqual(ids, padding)', 'tf.notEqual(ids, 0)']],
  },
];

export default wrong;
