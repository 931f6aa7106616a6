import type { Wrong } from '../../../notebook/judge/exercise.ts';

const RIGHT = 'return { x: y, mask };';

const repairs: readonly Wrong[] = [
  {
    id: 'zeroed',
    says: 'You set padding to zeros behind each layer. A vector of zeros is still a key, with a weight of its own: in the next layer it takes its share.',
    edits: [
      [RIGHT, 'return { x: mask ? tf.mul(y, tf.reshape(mask, [y.shape[0], y.shape[1], 1])) : y };'],
    ],
  },
  {
    id: 'inverted',
    says: 'You hand on the mask turned around: from the second layer on, the real tokens are hidden and the padding is seen.',
    edits: [[RIGHT, 'return { x: y, mask: mask && tf.sub(1, mask) };']],
  },
  {
    id: 'old-x',
    says: 'You hand on the mask together with the input of the layer: nothing that a layer computes comes through.',
    edits: [[RIGHT, 'return { x, mask };']],
  },
];

export default repairs;
