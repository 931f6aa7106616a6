import type { Wrong } from '../../../notebook/judge/exercise.ts';

const RIGHT = 'attend(params.cross, x1, memory, { tap })';

const repairs: readonly Wrong[] = [
  {
    id: 'masked',
    says: 'You masked the second attention and left the order as it was. The source still asks, and the target answers.',
    edits: [[RIGHT, 'attend(params.cross, memory, x1, { mask, tap })']],
  },
  {
    id: 'memory-only',
    says: 'Now the source looks at itself. The target, which should ask, has no part in it.',
    edits: [[RIGHT, 'attend(params.cross, memory, memory, { tap })']],
  },
  {
    id: 'self-again',
    says: 'The target looks at itself a second time. Nothing of the source comes in.',
    edits: [[RIGHT, 'attend(params.cross, x1, x1, { tap })']],
  },
  {
    id: 'unnormed-query',
    says: 'The order is right now, but the second attention asks with x, from before the first one, instead of x1.',
    edits: [[RIGHT, 'attend(params.cross, x, memory, { tap })']],
  },
];

export default repairs;
