import type { Equivalent, Wrong } from '../../../notebook/judge/exercise.ts';

const NUMBERS = '2 * layers * batch * kvHeads * kept * headWidth';

const wrong: readonly Wrong[] = [
  {
    id: 'keys-only',
    says: 'You count the keys alone, or the values: the factor 2 is missing.',
    edits: [[NUMBERS, 'layers * batch * kvHeads * kept * headWidth']],
  },
  {
    id: 'queries-too',
    says: 'You keep the queries as well. A query is used once, by its own token: nothing is kept of it.',
    edits: [[NUMBERS, '(2 * kvHeads + heads) * layers * batch * kept * headWidth']],
  },
  {
    id: 'all-heads',
    says: 'You count as if every query had keys and values of its own. Only `kvHeads` heads of them are kept, each width / heads wide.',
    edits: [[NUMBERS, '2 * layers * batch * heads * kept * headWidth']],
  },
  {
    id: 'one-layer',
    says: 'You count one layer. Each layer keeps keys and values of its own.',
    edits: [[NUMBERS, '2 * batch * kvHeads * kept * headWidth']],
  },
  {
    id: 'one-sample',
    says: 'You count one sample. Each sample of the batch has a history of its own.',
    edits: [[NUMBERS, '2 * layers * kvHeads * kept * headWidth']],
  },
  {
    id: 'heads-as-wide-as-model',
    says: 'Each of your heads is as wide as the model. A head is width / heads wide.',
    edits: [['width / heads', 'width']],
  },
  {
    id: 'window-ignored',
    says: 'You ignore the window: a layer keeps no more tokens than that.',
    edits: [['Math.min(tokens, window)', 'tokens']],
  },
  {
    id: 'window-full',
    says: 'You count a full window, though the text is shorter.',
    edits: [['const kept = Math.min(tokens, window)', 'const kept = config.window ?? tokens']],
  },
  {
    id: 'numbers',
    says: 'Your result is how many numbers are kept. Multiply by the bytes of each.',
    edits: [['return numbers * bytes', 'return numbers']],
  },
  {
    id: 'bits',
    says: 'Your result is in bits.',
    edits: [['return numbers * bytes', 'return 8 * numbers * bytes']],
  },
  {
    id: 'square',
    says: 'Your cache grows with the square of the tokens. The scores do; they are not kept.',
    edits: [[NUMBERS, '2 * layers * batch * kvHeads * kept * kept * headWidth']],
  },
];

export default wrong;

export const equivalents: readonly Equivalent[] = [
  { mutant: '16: tokens, window → window, tokens', why: 'The smaller of two has no order.' },
];
