import type { Wrong } from '../../../notebook/judge/exercise.ts';

const START = 'const start = words;';

const repairs: readonly Wrong[] = [
  {
    id: 'halved',
    says: 'You halve everything. The places have the right size now, and the words half of theirs.',
    edits: [[START, 'const start = tf.div(place(words), 2) as tf.Tensor3D;']],
  },
  {
    id: 'never',
    says: 'You took the places out at both ends: the model knows nothing of order.',
    edits: [
      ['return place(model.embedding(params, ids));', 'return model.embedding(params, ids);'],
    ],
  },
  {
    id: 'taken-away',
    says: 'You take the places away twice: what is left has them with the opposite sign.',
    edits: [[START, 'const start = tf.sub(tf.mul(words, 2), place(place(words))) as tf.Tensor3D;']],
  },
  {
    id: 'scaled',
    says: 'You made the words larger, by √D, to keep up with the places. The places are still added twice.',
    edits: [
      [START, 'const start = place(words);'],
      [
        'return place(model.embedding(params, ids));',
        'return place(tf.mul(model.embedding(params, ids), Math.sqrt(params.table.shape[1])));',
      ],
    ],
  },
];

export default repairs;
