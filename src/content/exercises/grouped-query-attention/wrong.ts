import type { Equivalent, Wrong } from '../../../notebook/judge/exercise.ts';

const SCORES = 'tf.div(tf.matMul(query, key, false, true), Math.sqrt(K))';
const KEY = 'share(split(model.linear(params.key, x), kvHeads), heads)';
const VALUE = 'share(split(model.linear(params.value, x), kvHeads), heads)';
const HEADS_FIRST = 'tf.transpose(cut, [0, 2, 1, 3])';
const JOINED = 'tf.reshape(tf.transpose(mix, [0, 2, 1, 3]), x.shape)';
const SHARED = 'tf.reshape(tf.tile(alone, [1, 1, H / G, 1]), [B, H, T, K])';

const wrong: readonly Wrong[] = [
  {
    id: 'no-attention',
    says: 'Your output is the output layer on x alone. There is no attention in it.',
    edits: [['model.linear(params.output, joined)', 'model.linear(params.output, x)']],
  },
  {
    id: 'no-scale',
    says: 'Your numbers are those without 1/√K: the scores are not scaled.',
    edits: [[SCORES, 'tf.matMul(query, key, false, true)']],
  },
  {
    id: 'divided-by-width',
    says: 'You divide the scores by K. The scale is its square root.',
    edits: [['Math.sqrt(K)', 'K']],
  },
  {
    id: 'scale-of-model',
    says: 'You divide the scores by √D, the root of the width of the model. It has to be that of one head, K = D / H.',
    edits: [['Math.sqrt(K)', 'Math.sqrt(heads * K)']],
  },
  {
    id: 'uniform',
    says: 'Your output is the plain mean of the values. The scores make no difference to it.',
    edits: [['tf.softmax(scores)', 'tf.softmax(tf.zerosLike(scores))']],
  },
  {
    id: 'argmax',
    says: 'Each query takes the value of its best key alone. Attention is a weighted mean of all values.',
    edits: [
      ['tf.softmax(scores)', "tf.cast(tf.equal(scores, tf.max(scores, -1, true)), 'float32')"],
    ],
  },
  {
    id: 'swapped-query-key',
    says: 'Queries and keys are swapped in the scores.',
    edits: [['tf.matMul(query, key, false, true)', 'tf.matMul(key, query, false, true)']],
  },
  {
    id: 'in-turn',
    says: 'Your query heads take the shared heads in turn, 0 1 0 1. Those of one group stand in a row, 0 0 1 1: repeat each head, do not tile them all.',
    edits: [[SHARED, 'tf.tile(x, [1, H / G, 1, 1])']],
  },
  {
    id: 'one-group',
    says: 'All your queries share the first head of keys and values: that is multi-query attention. There are G of them.',
    edits: [[SHARED, 'tf.tile(tf.slice(x, [0, 0, 0, 0], [B, 1, T, K]), [1, H, 1, 1])']],
  },
  {
    id: 'heads-look-at-heads',
    says: 'Your heads stand after the tokens, [B, T, H, K], when the scores are computed: within each token the heads look at each other, and the tokens never mix.',
    edits: [
      [HEADS_FIRST, 'cut'],
      [KEY, 'split(model.linear(params.key, x), kvHeads)'],
      [VALUE, 'split(model.linear(params.value, x), kvHeads)'],
      [JOINED, 'tf.reshape(mix, x.shape)'],
    ],
  },
  {
    id: 'no-transpose-there',
    says: 'You cut into heads by a reshape to [B, G, T, K] alone: it mixes tokens and heads. Reshape to [B, T, G, K], then transpose.',
    edits: [[HEADS_FIRST, 'tf.reshape(cut, [B, G, T, width / G])']],
  },
  {
    id: 'no-transpose-back',
    says: 'The transpose before the heads are joined is missing: a reshape alone puts channels of one token into another.',
    edits: [[JOINED, 'tf.reshape(mix, x.shape)']],
  },
];

export default wrong;

export const equivalents: readonly Equivalent[] = [
  {
    mutant: '28: tf.reshape(x, [B, G, 1, T * K]) → x',
    why: 'The tokens repeated as a whole lie in memory as the copies of the head do.',
  },
];
