import type { Wrong } from '../../../notebook/judge/exercise.ts';

const TARGETS = 'const targets = tf.slice(texts, [0, 1], [-1, T]);';
const INPUTS = 'const inputs = tf.slice(texts, [0, 0], [-1, T]);';

const repairs: readonly Wrong[] = [
  {
    id: 'backwards',
    says: 'You shifted the inputs instead: the model learns to tell the token before each one.',
    edits: [
      [INPUTS, 'const inputs = tf.slice(texts, [0, 1], [-1, T]);'],
      [TARGETS, 'const targets = tf.slice(texts, [0, 0], [-1, T]);'],
    ],
  },
  {
    id: 'both',
    says: 'You shifted inputs and targets. They are aligned again, one place later.',
    edits: [[INPUTS, 'const inputs = tf.slice(texts, [0, 1], [-1, T]);']],
  },
  {
    id: 'strict-mask',
    says: 'You hid each token from itself. The targets are still the inputs.',
    edits: [
      [TARGETS, 'const targets = tf.slice(texts, [0, 0], [-1, T]);'],
      [
        'model.causalMask(ids.shape[1])',
        'tf.sub(model.causalMask(ids.shape[1]), tf.eye(ids.shape[1]))',
      ],
    ],
  },
];

export default repairs;
