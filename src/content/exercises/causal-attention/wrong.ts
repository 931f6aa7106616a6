import type { Wrong } from '../../../notebook/judge/exercise.ts';

const SCORES = 'tf.div(tf.matMul(query, key, false, true), Math.sqrt(K))';
const MASKED = 'tf.where(allowed, scores, -1e9)';
const END = 'return tf.matMul(tf.softmax(masked), value)';

const wrong: readonly Wrong[] = [
  {
    id: 'no-mask',
    says: 'Your numbers are those of attention without a mask: every token sees the future.',
    edits: [[MASKED, 'scores']],
  },
  {
    id: 'no-scale',
    says: 'The mask may be right, but your numbers are those without 1/√K: the scores are not scaled.',
    edits: [[SCORES, 'tf.matMul(query, key, false, true)']],
  },
  {
    id: 'divided-by-width',
    says: 'The mask may be right, but you divide the scores by K. The scale is its square root.',
    edits: [['Math.sqrt(K)', 'K']],
  },
  {
    id: 'uniform',
    says: 'Your output is the plain mean of the values so far. The scores make no difference to it.',
    edits: [[MASKED, 'tf.where(allowed, tf.zerosLike(scores), -1e9)']],
  },
  {
    id: 'not-itself',
    says: 'A token does not see itself in your mask. It may: compare with ≤, not with <.',
    edits: [['tf.lessEqual', 'tf.less']],
  },
  {
    id: 'past-forgotten',
    says: 'Your mask is aligned at the top left: it treats query 0 as the first token of the text. It is token `past`.',
    edits: [['tf.range(past, past + T)', 'tf.range(0, T)']],
  },
  {
    id: 'future-only',
    says: 'Your mask is turned around: tokens see the future and not the past.',
    edits: [['tf.lessEqual', 'tf.greaterEqual']],
  },
  {
    id: 'times-zero',
    says: 'You multiply the blocked scores by 0. A score of 0 is not blocked: its weight is exp(0) = 1 part of the sum.',
    edits: [[MASKED, "tf.mul(scores, tf.cast(allowed, 'float32'))"]],
  },
  {
    id: 'after-softmax',
    says: 'You block the weights after the softmax. What is left no longer sums to 1: block the scores before it.',
    edits: [
      [MASKED, 'scores'],
      [END, "return tf.matMul(tf.mul(tf.softmax(masked), tf.cast(allowed, 'float32')), value)"],
    ],
  },
  {
    id: 'too-weak',
    says: 'You lower blocked scores by 1 only. Their weights get smaller, not 0: the future still leaks.',
    edits: [[MASKED, "tf.sub(scores, tf.cast(tf.logicalNot(allowed), 'float32'))"]],
  },
  {
    id: 'swapped-query-key',
    says: 'Queries and keys are swapped in the scores.',
    edits: [
      [
        SCORES,
        'tf.transpose(tf.div(tf.matMul(query, key.slice([0, past, 0]), false, true), Math.sqrt(K)), [0, 2, 1])',
      ],
    ],
  },
  {
    id: 'argmax',
    says: 'Each query takes the value of its best key alone. Attention is a weighted mean.',
    edits: [
      ['tf.softmax(masked)', "tf.cast(tf.equal(masked, tf.max(masked, -1, true)), 'float32')"],
    ],
  },
];

export default wrong;
