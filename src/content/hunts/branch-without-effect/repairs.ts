import type { Wrong } from '../../../notebook/judge/exercise.ts';

const RIGHT = 'model.linear(params.ffn.outer, hidden)';

const repairs: readonly Wrong[] = [
  {
    id: 'tiled',
    says: 'You give the branch the width of the layer by repeating its number. It still adds the same to every channel, and the norm still takes it away.',
    edits: [[RIGHT, 'tf.mul(hidden, tf.onesLike(x1))']],
  },
  {
    id: 'no-relu',
    says: 'You took the ReLU for the culprit. Without it the network is linear.',
    edits: [
      [RIGHT, 'model.linear(params.ffn.outer, hidden)'],
      ['tf.relu(model.linear(params.ffn.inner, x1))', 'model.linear(params.ffn.inner, x1)'],
    ],
  },
  {
    id: 'no-residual',
    says: 'You dropped the residual: what the attention found is lost behind the feed-forward network.',
    edits: [['tf.add(x1, thought)', 'tf.add(0, thought)']],
  },
  {
    id: 'relu-last',
    says: 'The second layer is there, and a ReLU stands behind it: the branch can push channels up only.',
    edits: [[RIGHT, 'tf.relu(model.linear(params.ffn.outer, hidden))']],
  },
];

export default repairs;
