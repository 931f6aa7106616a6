import type { Wrong } from '../../../notebook/judge/exercise.ts';

const OFFSET = '{ offset: length }';

const repairs: readonly Wrong[] = [
  {
    id: 'one-late',
    says: 'Your positions start one too late: the first token of a text stands at place 0.',
    edits: [[OFFSET, '{ offset: length + 1 }']],
  },
  {
    id: 'no-positions',
    says: 'Without positions old and new tokens agree on where they are: nowhere. The model was trained with them.',
    edits: [[OFFSET, '{ positions: false }']],
  },
  {
    id: 'always-one',
    says: 'T is how many tokens are new, which is 1 at each step. Now every token stands at place 1.',
    edits: [[OFFSET, '{ offset: T }']],
  },
];

export default repairs;
