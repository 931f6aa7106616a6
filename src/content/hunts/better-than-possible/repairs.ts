import type { Wrong } from '../../../notebook/judge/exercise.ts';

const MASK = 'mask: model.causalMask(T), ';

const repairs: readonly Wrong[] = [
  {
    id: 'transposed',
    says: 'Your mask is turned around: each token now sees itself and the future, and not the past.',
    edits: [[MASK, 'mask: model.causalMask(T).transpose(), ']],
  },
  {
    id: 'diagonal',
    says: 'Each token now sees itself alone. Nothing leaks, and nothing of the past is used.',
    edits: [[MASK, 'mask: tf.eye(T), ']],
  },
  {
    id: 'one-too-far',
    says: 'Your mask lets each token see the next one, which is the very token that it has to predict.',
    edits: [[MASK, 'mask: tf.linalg.bandPart(tf.ones([T, T]), -1, 1), ']],
  },
  {
    id: 'window',
    says: 'Each token sees only itself and its neighbor on the left. The rest of the past is lost.',
    edits: [[MASK, 'mask: model.slidingWindowMask(2, T).mul(model.causalMask(T)), ']],
  },
];

export default repairs;
