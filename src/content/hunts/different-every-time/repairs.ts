import type { Wrong } from '../../../notebook/judge/exercise.ts';

const ACTIVE = 'const active = training && rate > 0;';

const repairs: readonly Wrong[] = [
  {
    id: 'inverted',
    says: 'Now it drops at inference and not in training: the flag is turned around.',
    edits: [[ACTIVE, 'const active = !training && rate > 0;']],
  },
  {
    id: 'never',
    says: 'You took dropout out altogether. In training it should be there.',
    edits: [[ACTIVE, 'const active = false;']],
  },
  {
    id: 'one-seed',
    says: 'You fixed the seed. Two passes agree now, and each still drops a share of the numbers.',
    edits: [
      [ACTIVE, 'const active = rate > 0;'],
      ['tf.dropout(x, rate, undefined, seed)', 'tf.dropout(x, rate, undefined, 7)'],
    ],
  },
  {
    id: 'scaled',
    says: 'You scale by 1 − rate at inference. tfjs, as most libraries today, has made up for it in training already.',
    edits: [
      [
        '? (tf.dropout(x, rate, undefined, seed) as tf.Tensor3D) : x',
        '? (tf.dropout(x, rate, undefined, seed) as tf.Tensor3D) : tf.mul(x, 1 - rate)',
      ],
    ],
  },
];

export default repairs;
