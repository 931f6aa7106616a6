import type { Wrong } from '../../../notebook/judge/exercise.ts';

const QUERY = 'split(model.linear(params.query, x), heads)';
const KEY = 'split(model.linear(params.key, memory), heads)';
const VALUE = 'split(model.linear(params.value, memory), heads)';
const SCORES = 'tf.div(tf.matMul(query, key, false, true), Math.sqrt(K))';
const MASKED = "mask ? tf.where(tf.cast(mask, 'bool'), scores, -1e9) : scores";
const WEIGHTS = 'tf.softmax(masked)';
const JOINED = 'tf.reshape(tf.transpose(mix, [0, 2, 1, 3]), x.shape)';
const RETURN = 'return { output: model.linear(params.output, joined), weights }';

const wrong: readonly Wrong[] = [
  {
    id: 'no-scale',
    says: 'Your numbers are those without 1/√K: the scores are not scaled.',
    edits: [[SCORES, 'tf.matMul(query, key, false, true)']],
  },
  {
    id: 'one-head',
    says: 'Your output is that of one head as wide as the model. Each head has its own scores and its own softmax.',
    edits: [['tf.reshape(x, [B, T, H, D / H])', '((H = 1), tf.reshape(x, [B, T, H, D / H]))']],
  },
  {
    id: 'sigmoid',
    says: 'Your weights are sigmoids of the scores. They do not share 1 among the memory: use a softmax.',
    edits: [[WEIGHTS, 'tf.sigmoid(masked)']],
  },
  {
    id: 'no-transpose-back',
    says: 'The transpose before the heads are joined is missing: a reshape alone puts channels of one token into another.',
    edits: [[JOINED, 'tf.reshape(mix, x.shape)']],
  },
  {
    id: 'swapped',
    says: 'It is the wrong way round: the memory asks x. There is one output for each token of x. It crashes if the widths differ.',
    edits: [
      [QUERY, 'split(model.linear(params.query, memory), heads)'],
      [KEY, 'split(model.linear(params.key, x), heads)'],
      [VALUE, 'split(model.linear(params.value, x), heads)'],
      [JOINED, 'tf.reshape(tf.transpose(mix, [0, 2, 1, 3]), memory.shape)'],
    ],
  },
  {
    id: 'memory-unused',
    says: 'Keys and values come from x: that is self-attention, and the memory is not used.',
    edits: [
      [KEY, 'split(model.linear(params.key, x), heads)'],
      [VALUE, 'split(model.linear(params.value, x), heads)'],
    ],
  },
  {
    id: 'values-from-x',
    says: 'Your values come from x. Whoever gives the keys gives the values. It crashes unless T = S.',
    edits: [[VALUE, 'split(model.linear(params.value, x), heads)']],
  },
  {
    id: 'no-mask',
    says: 'The mask is not used: padding of the memory is seen.',
    edits: [[MASKED, 'scores']],
  },
  {
    id: 'causal',
    says: 'Your cross-attention is causal. All of the memory is known beforehand: a token may see the whole of it.',
    edits: [
      [
        WEIGHTS,
        "tf.softmax(tf.where(tf.cast(tf.linalg.bandPart(tf.ones([scores.shape[2], scores.shape[3]]), -1, 0), 'bool'), masked, -1e9))",
      ],
    ],
  },
  {
    id: 'softmax-over-queries',
    says: 'Your softmax runs over the tokens of x. It has to run over those of the memory, the last axis.',
    edits: [
      [WEIGHTS, 'tf.transpose(tf.softmax(tf.transpose(masked, [0, 1, 3, 2])), [0, 1, 3, 2])'],
    ],
  },
  {
    id: 'mean-of-heads',
    says: 'Your weights are the mean over the heads, as `nn.MultiheadAttention` of PyTorch gives them. Wanted are those of each head.',
    edits: [[RETURN, RETURN.replace('weights }', 'weights: tf.mean(weights, 1) }')]],
  },
  {
    id: 'scores-for-weights',
    says: 'What you return as weights are the scores. Wanted is what the softmax made of them.',
    edits: [[RETURN, RETURN.replace('weights }', 'weights: scores }')]],
  },
];

export default wrong;
