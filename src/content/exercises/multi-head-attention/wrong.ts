import type { Wrong } from '../../../notebook/judge/exercise.ts';

const SCORES = 'tf.div(tf.matMul(query, key, false, true), Math.sqrt(K))';
const MASKED = "mask ? tf.where(tf.cast(mask, 'bool'), scores, -1e9) : scores";
const CUT = 'tf.reshape(x, [B, T, H, D / H])';
const HEADS_FIRST = 'tf.transpose(cut, [0, 2, 1, 3])';
const JOINED = 'tf.reshape(tf.transpose(mix, [0, 2, 1, 3]), x.shape)';

const wrong: readonly Wrong[] = [
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
    edits: [
      ['const [, , , K] = query.shape', 'const [, H, , each] = query.shape;\n  const K = H * each'],
    ],
  },
  {
    id: 'argmax',
    says: 'Each query takes the value of its best key alone. Attention is a weighted mean of all values.',
    edits: [
      ['tf.softmax(masked)', "tf.cast(tf.equal(masked, tf.max(masked, -1, true)), 'float32')"],
    ],
  },
  {
    id: 'one-head',
    says: 'Your numbers are those of one head as wide as the model. Each head has its own scores and its own softmax.',
    edits: [[CUT, '((H = 1), tf.reshape(x, [B, T, H, D / H]))']],
  },
  {
    id: 'no-transpose-back',
    says: 'The transpose before the heads are joined is missing: a reshape alone puts channels of one token into another.',
    edits: [[JOINED, 'tf.reshape(mix, x.shape)']],
  },
  {
    id: 'no-transpose-there',
    says: 'You cut into heads by a reshape to [B, H, T, K] alone: it mixes tokens and heads. Reshape to [B, T, H, K], then transpose.',
    edits: [[HEADS_FIRST, 'tf.reshape(cut, [B, H, T, D / H])']],
  },
  {
    id: 'heads-look-at-heads',
    says: 'Your heads stand after the tokens, [B, T, H, K], when the scores are computed: within each token the heads look at each other, and the tokens never mix.',
    edits: [
      [HEADS_FIRST, 'cut'],
      [JOINED, 'tf.reshape(mix, x.shape)'],
    ],
  },
  {
    id: 'every-other-channel',
    says: 'Each of your heads owns channels that lie H apart. Head h owns K neighbors: reshape to [B, T, H, K], not to [B, T, K, H].',
    edits: [
      [CUT, 'tf.reshape(x, [B, T, D / H, H])'],
      [HEADS_FIRST, 'tf.transpose(cut, [0, 3, 1, 2])'],
      [JOINED, 'tf.reshape(tf.transpose(mix, [0, 2, 3, 1]), x.shape)'],
    ],
  },
  {
    id: 'no-output-layer',
    says: 'The output layer is missing: your heads stand side by side and never meet.',
    edits: [['return model.linear(params.output, joined)', 'return joined']],
  },
  {
    id: 'no-mask',
    says: 'The mask is not used.',
    edits: [[MASKED, 'scores']],
  },
  {
    id: 'swapped-query-key',
    says: 'Queries and keys are swapped in the scores.',
    edits: [['tf.matMul(query, key, false, true)', 'tf.matMul(key, query, false, true)']],
  },
];

export default wrong;
