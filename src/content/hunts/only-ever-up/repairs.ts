import type { Wrong } from '../../../notebook/judge/exercise.ts';

const RIGHT = 'model.linear(params.outer, tf.relu(hidden))';

const repairs: readonly Wrong[] = [
  {
    id: 'no-relu',
    says: 'You took the ReLU away. The branch is negative at times now, and linear: one layer without a bend.',
    edits: [[RIGHT, 'hidden']],
  },
  {
    id: 'relu-last',
    says: 'The second layer is there, with a ReLU behind it: what the branch adds is still never negative.',
    edits: [[RIGHT, 'tf.relu(model.linear(params.outer, hidden))']],
  },
  {
    id: 'two-linear',
    says: 'Two layers without a bend between them are one linear layer.',
    edits: [[RIGHT, 'model.linear(params.outer, hidden)']],
  },
  {
    id: 'gelu',
    says: 'With GELU the branch goes a little below 0. It is another activation at the end of one layer; the second layer is still missing.',
    edits: [[RIGHT, 'model.gelu(hidden)']],
  },
];

export default repairs;
