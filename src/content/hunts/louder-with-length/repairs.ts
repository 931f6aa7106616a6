import type { Wrong } from '../../../notebook/judge/exercise.ts';

const RIGHT = 'const sums = tf.sum(powers, -1, true);';

const repairs: readonly Wrong[] = [
  {
    id: 'all',
    says: 'You divide by the sum over all queries and keys. All weights together are 1; those of one query should be.',
    edits: [[RIGHT, 'const sums = tf.sum(powers, [1, 2], true);']],
  },
  {
    id: 'samples',
    says: 'You sum over the samples. They have nothing to do with each other.',
    edits: [[RIGHT, 'const sums = tf.sum(powers, 0, true);']],
  },
  {
    id: 'mean',
    says: 'You divide by the mean instead of the sum: the weights of a query sum to the number of keys.',
    edits: [[RIGHT, 'const sums = tf.mean(powers, -1, true);']],
  },
  {
    id: 'count',
    says: 'You divide by the number of keys. How large the powers are is not made up for.',
    edits: [[RIGHT, 'const sums = scores.shape[2];']],
  },
];

export default repairs;
