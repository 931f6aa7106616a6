import type { Wrong } from '../../../notebook/judge/exercise.ts';

const SCORES = 'tf.sum(tf.mul(heard, context), -1)';
const MASKED = "tf.where(tf.cast(mask, 'bool'), scores, -1e9)";
const WEIGHTS = 'return tf.mul(tf.softmax(masked), mask)';
const PRESENT = 'tf.max(mask, -1)';
const SENTENCES = 'tf.reshape(pool(wordWeights, rows), [B, N, D])';

const wrong: readonly Wrong[] = [
  {
    id: 'means',
    says: 'Your weights are all equal: you take plain means. The scores make no difference to them.',
    edits: [[MASKED, "tf.where(tf.cast(mask, 'bool'), tf.zerosLike(scores), -1e9)"]],
  },
  {
    id: 'one-level',
    says: 'Your words compete with all words of the document. Each sentence shares 1 among its own.',
    edits: [
      [
        'weigh(params.word, rows, tf.reshape(mask, [B * N, W]))',
        'tf.reshape(weigh(params.word, tf.reshape(words, [B, N * W, D]), tf.reshape(mask, [B, N * W])), [B * N, W])',
      ],
    ],
  },
  {
    id: 'same-weights',
    says: 'Both levels use the weights of the words. The sentences have weights of their own.',
    edits: [['weigh(params.sentence, sentences', 'weigh(params.word, sentences']],
  },
  {
    id: 'no-tanh',
    says: 'There is no tanh in your scores.',
    edits: [['tf.tanh(model.linear(hidden, x))', 'model.linear(hidden, x)']],
  },
  {
    id: 'no-bias',
    says: 'Your hidden layer lost its bias.',
    edits: [
      [
        'model.linear(hidden, x)',
        'model.linear({ weight: hidden.weight, bias: tf.zerosLike(hidden.bias) }, x)',
      ],
    ],
  },
  {
    id: 'scaled',
    says: 'You divide the scores by the root of their width. Yang et al. do not scale: the tanh keeps u small.',
    edits: [[SCORES, 'tf.div(tf.sum(tf.mul(heard, context), -1), Math.sqrt(context.shape[0]))']],
  },
  {
    id: 'sigmoid',
    says: 'Your weights are sigmoids. They do not share 1 among the items of a row.',
    edits: [[WEIGHTS, 'return tf.mul(tf.sigmoid(masked), mask)']],
  },
  {
    id: 'argmax',
    says: 'Your weights are 1 for the best item and 0 for the others. A softmax shares them.',
    edits: [
      [
        WEIGHTS,
        "return tf.mul(tf.cast(tf.equal(masked, tf.max(masked, -1, true)), 'float32'), mask)",
      ],
    ],
  },
  {
    id: 'mask-after-softmax',
    says: 'You set the weights at padding to 0 after the softmax, and not before: the others no longer sum to 1.',
    edits: [[MASKED, 'scores']],
  },
  {
    id: 'empty-shared',
    says: 'Where all is padding, your weights are shared evenly. They have to be 0.',
    edits: [[WEIGHTS, 'return tf.softmax(masked)']],
  },
  {
    id: 'empty-sentences-seen',
    says: 'A sentence without words takes part on the second level. It is padding there.',
    edits: [[PRESENT, 'tf.onesLike(tf.max(mask, -1))']],
  },
  {
    id: 'mean-of-words',
    says: 'Your sentences are plain means of their words. Pool them with the weights of the words.',
    edits: [
      [
        SENTENCES,
        'tf.div(tf.sum(tf.mul(words, tf.expandDims(mask, -1)), 2), tf.maximum(tf.expandDims(tf.sum(mask, -1), -1), 1))',
      ],
    ],
  },
];

export default wrong;
