import type { Wrong } from '../../../notebook/judge/exercise.ts';

const RIGHT = 'const looked = told;';

const repairs: readonly Wrong[] = [
  {
    id: 'second',
    says: 'You take the second part instead of the first. Now all samples get the answer of sample 1.',
    edits: [[RIGHT, 'const [, looked] = unpack(told, 2);']],
  },
  {
    id: 'any-batch',
    says: 'You let the batch be of any size and still take the first sample of it: its answer goes to all of them.',
    edits: [[RIGHT, 'const [looked] = unpack(told, told.shape[0]);']],
  },
  {
    id: 'mean',
    says: 'You give each sample the mean of all answers. The samples still mix.',
    edits: [[RIGHT, 'const looked = tf.mean(told, 0, true);']],
  },
  {
    id: 'by-token',
    says: 'You take the answer apart along its tokens and keep the first. It goes to all tokens.',
    edits: [[RIGHT, 'const [looked] = tf.split(told, told.shape[1], 1);']],
  },
];

export default repairs;
