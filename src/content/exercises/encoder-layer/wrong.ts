import type { Wrong } from '../../../notebook/judge/exercise.ts';

const FIRST = 'model.layerNorm(params.norm1, tf.add(x, attended))';
const SECOND = 'return model.layerNorm(params.norm2, tf.add(x1, thought))';

const wrong: readonly Wrong[] = [
  {
    id: 'one-dense',
    says: 'Your feed-forward network is one linear layer: the second one, from F back to D, is missing. It crashes unless F = D or F = 1.',
    edits: [['return model.linear(params.outer, hidden)', 'return hidden']],
  },
  {
    id: 'no-relu',
    says: 'There is no ReLU between the two linear layers. Without it they are one linear layer.',
    edits: [['tf.relu(model.linear(params.inner, x))', 'model.linear(params.inner, x)']],
  },
  {
    id: 'relu-last',
    says: 'The ReLU comes after the second linear layer. It belongs between the two.',
    edits: [
      ['tf.relu(model.linear(params.inner, x))', 'model.linear(params.inner, x)'],
      [
        'return model.linear(params.outer, hidden)',
        'return tf.relu(model.linear(params.outer, hidden))',
      ],
    ],
  },
  {
    id: 'no-first-residual',
    says: 'The first residual is missing: what the attention gives has to be added to x.',
    edits: [[FIRST, 'model.layerNorm(params.norm1, attended)']],
  },
  {
    id: 'no-second-residual',
    says: 'The second residual is missing: what the feed-forward network gives has to be added to what went in.',
    edits: [[SECOND, 'return model.layerNorm(params.norm2, thought)']],
  },
  {
    id: 'residual-from-x',
    says: 'The second residual starts from x. It has to start from what the first norm gave.',
    edits: [[SECOND, 'return model.layerNorm(params.norm2, tf.add(x, thought))']],
  },
  {
    id: 'pre-norm',
    says: 'Your layer is the pre-norm form: it normalizes before each sub-layer. The 2017 paper normalizes after the sum.',
    edits: [
      [
        'model.multiHeadAttention(params.self, x, x, { heads, mask })',
        'attend(params, model.layerNorm(params.norm1, x), heads, mask)',
      ],
      [FIRST, 'tf.add(x, attended)'],
      ['feedForward(params.ffn, x1)', 'feedForward(params.ffn, model.layerNorm(params.norm2, x1))'],
      [SECOND, 'return tf.add(x1, thought)'],
      [
        'function feedForward(',
        'function attend(params, x, heads, mask) {\n  return model.multiHeadAttention(params.self, x, x, { heads, mask });\n}\n\nfunction feedForward(',
      ],
    ],
  },
  {
    id: 'norm-before-sum',
    says: 'You normalize what a sub-layer gives and then add. The sum is normalized, not the part.',
    edits: [
      [FIRST, 'tf.add(x, model.layerNorm(params.norm1, attended))'],
      [SECOND, 'return tf.add(x1, model.layerNorm(params.norm2, thought))'],
    ],
  },
  {
    id: 'no-mask',
    says: 'The mask does not reach the attention: padding is seen by the real tokens.',
    edits: [['{ heads, mask }', '{ heads }']],
  },
  {
    id: 'one-head',
    says: 'Your numbers are those of one head. `heads` has to reach the attention.',
    edits: [['{ heads, mask }', '{ heads: 1, mask }']],
  },
  {
    id: 'one-norm',
    says: 'Both norms use the weights of the first one. Each has a gain and a bias of its own.',
    edits: [['params.norm2', 'params.norm1']],
  },
  {
    id: 'no-last-norm',
    says: 'The last norm is missing.',
    edits: [[SECOND, 'return tf.add(x1, thought)']],
  },
];

export default wrong;
