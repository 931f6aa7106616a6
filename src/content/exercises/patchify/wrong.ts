import type { Wrong } from '../../../notebook/judge/exercise.ts';

const CUT = '[B * n, frames, y, height, x, width * C]';
const ORDER = '[0, 2, 4, 1, 3, 5]';
const LAST = 'return tf.reshape(together, [B, n * y * x, frames * height * width * C])';

const wrong: readonly Wrong[] = [
  {
    id: 'only-reshape',
    says: 'You only reshape: your tokens are runs of the memory, pieces of rows. A patch needs a transpose between two reshapes.',
    edits: [[`tf.transpose(cut, ${ORDER})`, 'cut']],
  },
  {
    id: 'columns-first',
    says: 'Your tokens come column by column. They have to come row by row.',
    edits: [[ORDER, '[0, 4, 2, 1, 3, 5]']],
  },
  {
    id: 'frames-inside',
    says: 'Within a token your rows come before the frames. It has to be frame by frame, then row by row.',
    edits: [[ORDER, '[0, 2, 4, 3, 1, 5]']],
  },
  {
    id: 'dilated',
    says: 'Your tokens are made of pixels that lie far apart: each axis is cut into (inner, outer). It has to be (outer, inner).',
    edits: [
      [CUT, '[B * n, frames, height, y, width, x * C]'],
      [
        `tf.transpose(cut, ${ORDER})`,
        'tf.transpose(tf.reshape(tf.transpose(cut, [0, 1, 2, 3, 5, 4]), [B * n * frames, height, y, x, C, width]), [0, 2, 3, 1, 5, 4])',
      ],
    ],
  },
  {
    id: 'height-width',
    says: 'Height and width of the patch are swapped.',
    edits: [['const [frames, height, width] = patch', 'const [frames, width, height] = patch']],
  },
  {
    id: 'frames-apart',
    says: 'Each frame makes tokens of its own. A spacetime patch reaches over several frames.',
    edits: [
      [
        'const [frames, height, width] = patch',
        'const [, height, width] = patch;\n  const frames = 1',
      ],
    ],
  },
  {
    id: 'channels-first',
    says: 'Within a token your channels come first. The channels of each pixel have to stay together.',
    edits: [
      [
        LAST,
        'const tokens = tf.reshape(together, [B, n * y * x, frames * height * width, C]);\n  return tf.reshape(tf.transpose(tokens, [0, 1, 3, 2]), [B, n * y * x, -1])',
      ],
    ],
  },
  {
    id: 'channels-as-tokens',
    says: 'Your tokens and their numbers are swapped: wanted [B, T, P], got [B, P, T].',
    edits: [
      [
        LAST,
        'return tf.transpose(tf.reshape(together, [B, n * y * x, frames * height * width * C]), [0, 2, 1])',
      ],
    ],
  },
  {
    id: 'batch-joined',
    says: 'The samples of the batch are joined to one long sequence. Each keeps its own tokens.',
    edits: [['[B, n * y * x, frames', '[1, B * n * y * x, frames']],
  },
];

export default wrong;
