import type { Wrong } from '../../../notebook/judge/exercise.ts';

const SCALE = 'const scale = alpha / R';
const FROZEN = 'tf.add(tf.matMul(x, weight), bias)';
const OUTPUT = 'tf.add(frozen, tf.mul(adapter, scale))';
const MERGED = 'tf.add(weight, tf.mul(tf.matMul(down, up), scale))';

const wrong: readonly Wrong[] = [
  {
    id: 'no-scale',
    says: 'The adapter is not scaled. It counts α / R times.',
    edits: [[SCALE, 'const scale = 1']],
  },
  {
    id: 'only-alpha',
    says: 'You scale by α. It has to be divided by the rank: α / R.',
    edits: [[SCALE, 'const scale = alpha']],
  },
  {
    id: 'root-of-rank',
    says: 'You scale by α / √R, as rank-stabilized LoRA does. Hu et al. scale by α / R.',
    edits: [[SCALE, 'const scale = alpha / Math.sqrt(R)']],
  },
  {
    id: 'width-for-rank',
    says: 'You divide α by the width D. The rank is the second dimension of A.',
    edits: [['const [, R] = down.shape', 'const [R] = down.shape']],
  },
  {
    id: 'only-adapter',
    says: 'Your output is the adapter alone. It is added to what the frozen layer gives.',
    edits: [[OUTPUT, 'tf.mul(adapter, scale)']],
  },
  {
    id: 'no-adapter',
    says: 'Your output is that of the frozen layer alone.',
    edits: [[OUTPUT, 'frozen']],
  },
  {
    id: 'no-bias',
    says: 'The bias is missing. It is frozen, but it is there.',
    edits: [[FROZEN, 'tf.matMul(x, weight)']],
  },
  {
    id: 'scaled-whole',
    says: 'You scale the frozen layer, too. α / R is for the adapter alone.',
    edits: [[OUTPUT, 'tf.mul(tf.add(frozen, adapter), scale)']],
  },
  {
    id: 'relu-between',
    says: 'There is a ReLU between A and B. Then the adapter cannot be merged: the update has to be linear.',
    edits: [['tf.matMul(tf.matMul(x, down), up)', 'tf.matMul(tf.relu(tf.matMul(x, down)), up)']],
  },
  {
    id: 'merged-unscaled',
    says: 'Your merged weight lacks the scale: an ordinary layer with it computes something else than your output.',
    edits: [[MERGED, 'tf.add(weight, tf.matMul(down, up))']],
  },
  {
    id: 'not-merged',
    says: 'Your merged weight is A·B alone. It has to be added to the frozen weight.',
    edits: [[MERGED, 'tf.mul(tf.matMul(down, up), scale)']],
  },
];

export default wrong;
