import type { Equivalent, Wrong } from '../../../notebook/judge/exercise.ts';

const SCALED = 'tf.div(tf.matMul(query, key, false, true), Math.sqrt(K))';
const WEIGHTS = 'tf.softmax(scores, -1)';

const wrong: readonly Wrong[] = [
  {
    id: 'no-scale',
    says: 'Your numbers are those of attention without 1/√K: the scores are not scaled.',
    edits: [[SCALED, 'tf.matMul(query, key, false, true)']],
  },
  {
    id: 'divided-by-width',
    says: 'You divide the scores by K. The scale is its square root.',
    edits: [['Math.sqrt(K)', 'K']],
  },
  {
    id: 'multiplied',
    says: 'You multiply the scores by √K. They are divided by it.',
    edits: [['tf.div(tf.matMul', 'tf.mul(tf.matMul']],
  },
  {
    id: 'root-of-keys',
    says: 'You divide by the root of the number of keys. The scale is the root of the width of a key.',
    edits: [['const [, , K] = key.shape', 'const [, K] = key.shape']],
  },
  {
    id: 'softmax-over-queries',
    says: 'Your softmax runs over the queries. It has to run over the keys: each query shares its attention among them.',
    edits: [[WEIGHTS, 'tf.transpose(tf.softmax(tf.transpose(scores, [0, 2, 1])), [0, 2, 1])']],
  },
  {
    id: 'uniform',
    says: 'Your output is the plain mean of the values. The scores make no difference to it.',
    edits: [[WEIGHTS, 'tf.softmax(tf.zerosLike(scores))']],
  },
  {
    id: 'swapped-query-key',
    says: 'Queries and keys are swapped: there is one output for each key, or each key looks at the queries.',
    edits: [['tf.matMul(query, key, false, true)', 'tf.matMul(key, query, false, true)']],
  },
  {
    id: 'mix-of-keys',
    says: 'You mix the keys. The weights belong to the values.',
    edits: [['tf.matMul(weights, value)', 'tf.matMul(weights, key)']],
  },
  {
    id: 'sigmoid',
    says: 'Your weights are sigmoids of the scores. They do not share 1 among the keys: use a softmax.',
    edits: [[WEIGHTS, 'tf.sigmoid(scores)']],
  },
  {
    id: 'argmax',
    says: 'Each query takes the value of its best key alone. Attention is a weighted mean of all values.',
    edits: [[WEIGHTS, "tf.cast(tf.equal(scores, tf.max(scores, -1, true)), 'float32')"]],
  },
  {
    id: 'no-softmax',
    says: 'There is no softmax: your weights are the scores themselves.',
    edits: [[WEIGHTS, 'scores']],
  },
];

export default wrong;

export const equivalents: readonly Equivalent[] = [
  { mutant: '5: , -1 → ', why: 'The last axis is what tf.softmax takes anyway.' },
];
