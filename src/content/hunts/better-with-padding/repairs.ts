import type { Wrong } from '../../../notebook/judge/exercise.ts';

const PLACES = 'const places = mask;';

const repairs: readonly Wrong[] = [
  {
    id: 'unmasked',
    says: 'Padding counts in the sum now, and not in the divisor. It has to be left out of both.',
    edits: [['const counted = tf.mul(surprise, mask);', 'const counted = surprise;']],
  },
  {
    id: 'everywhere',
    says: 'Padding counts in the sum and in the divisor: the model is asked to predict it.',
    edits: [
      ['const counted = tf.mul(surprise, mask);', 'const counted = surprise;'],
      [PLACES, 'const places = tf.onesLike(mask);'],
    ],
  },
  {
    id: 'samples',
    says: 'You divide by the number of samples. The loss grows with their lengths.',
    edits: [[PLACES, 'const places = mask.shape[0];']],
  },
  {
    id: 'sum',
    says: 'You took the divisor out. The sum grows with every word in the batch.',
    edits: [[PLACES, 'const places = 1;']],
  },
];

export default repairs;
