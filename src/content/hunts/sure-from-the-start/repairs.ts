import type { Wrong } from '../../../notebook/judge/exercise.ts';

const RIGHT = 'tf.div(products, Math.sqrt(query.shape[2]))';

const repairs: readonly Wrong[] = [
  {
    id: 'by-width',
    says: 'You divide by K. The spread of a product of K channels is √K, so now the scores get flatter with the width.',
    edits: [[RIGHT, 'tf.div(products, query.shape[2])']],
  },
  {
    id: 'by-keys',
    says: 'You divide by the root of the number of keys. How many keys there are changes nothing in the size of a score.',
    edits: [[RIGHT, 'tf.div(products, Math.sqrt(key.shape[1]))']],
  },
  {
    id: 'constant',
    says: 'You divide by a constant. It fits one width only.',
    edits: [[RIGHT, 'tf.div(products, 8)']],
  },
  {
    id: 'times',
    says: 'You multiply by √K, where it divides.',
    edits: [[RIGHT, 'tf.mul(products, Math.sqrt(query.shape[2]))']],
  },
];

export default repairs;
