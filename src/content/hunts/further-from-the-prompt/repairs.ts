import type { Wrong } from '../../../notebook/judge/exercise.ts';

const DIRECTION = 'const direction = tf.sub(conditional, unconditional);';
const RETURN = 'return tf.add(unconditional, tf.mul(scale, direction)) as tf.Tensor2D;';

const repairs: readonly Wrong[] = [
  {
    id: 'other-base',
    says: 'The direction is right, and you go on from the prediction with the prompt: the scale is one too large.',
    edits: [[RETURN, 'return tf.add(conditional, tf.mul(scale, direction)) as tf.Tensor2D;']],
  },
  {
    id: 'both-turned',
    says: 'You turned the base around and left the direction. Scale 0 gives the prompt now, and scale 1 ignores it.',
    edits: [
      [DIRECTION, 'const direction = tf.sub(unconditional, conditional);'],
      [RETURN, 'return tf.add(conditional, tf.mul(scale, direction)) as tf.Tensor2D;'],
    ],
  },
  {
    id: 'absolute',
    says: 'You took the size of the difference. A direction has a sign in each channel.',
    edits: [[DIRECTION, 'const direction = tf.abs(tf.sub(conditional, unconditional));']],
  },
  {
    id: 'no-base',
    says: 'You go in the direction alone. It has to be added to the prediction without the prompt.',
    edits: [[RETURN, 'return tf.mul(scale, direction) as tf.Tensor2D;']],
  },
];

export default repairs;
