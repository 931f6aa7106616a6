import type { Equivalent, Wrong } from '../../../notebook/judge/exercise.ts';

const KEPT = 'const kept = bestOf(grown, width);';
const GROWN =
  'const grown = alive.flatMap((text) => continuations(text, next(text.tokens), penalty));';
const PENALTY = '((5 + n) / 6) ** alpha';
const SUM = 'text.sum + logarithm';
const ENDED = 'ended.push(...kept.filter(({ tokens }) => tokens.at(-1) === end));';
const ALIVE = 'alive = kept.filter(({ tokens }) => tokens.at(-1) !== end);';
const ALL = '[...bestOf(ended, width), ...alive].slice(0, width)';

const wrong: readonly Wrong[] = [
  {
    id: 'greedy',
    says: 'Your beam keeps one text, whatever the width: that is greedy decoding.',
    edits: [[KEPT, 'const kept = bestOf(grown, 1);']],
  },
  {
    id: 'one-child-each',
    says: 'Each of your texts keeps its best continuation. All continuations of all texts compete: two of the best may come from the same text.',
    edits: [
      [
        GROWN,
        'const each = n === 1 ? width : 1;\n    const grown = alive.flatMap((text) => bestOf(continuations(text, next(text.tokens), penalty), each));',
      ],
    ],
  },
  {
    id: 'no-penalty',
    says: 'Your scores are not divided by the length penalty: short texts win.',
    edits: [[PENALTY, '1']],
  },
  {
    id: 'plain-length',
    says: 'You divide by the length to the power of α. The penalty of Wu et al. is ((5 + n) / 6)^α, which is milder.',
    edits: [[PENALTY, 'n ** alpha']],
  },
  {
    id: 'last-step-only',
    says: 'You rank by the last token alone. A text counts with the sum of all its logarithms.',
    edits: [[SUM, 'logarithm']],
  },
  {
    id: 'probabilities',
    says: 'You add up probabilities. The chance of a text is their product: add their logarithms.',
    edits: [[SUM, 'text.sum + Math.exp(logarithm)']],
  },
  {
    id: 'penalty-carried',
    says: 'You add the next logarithm to the score. The penalty is then applied again and again: keep the plain sum beside the score.',
    edits: [[SUM, 'text.score + logarithm']],
  },
  {
    id: 'never-ends',
    says: 'Your texts go on behind their end.',
    edits: [
      [ENDED, ''],
      [ALIVE, 'alive = kept;'],
    ],
  },
  {
    id: 'stops-at-first-end',
    says: 'You stop as soon as one text has ended. A living one may still get a better score.',
    edits: [[ALIVE, `${ALIVE}\n    if (ended.length > 0) break;`]],
  },
  {
    id: 'ended-beside-beam',
    says: 'Texts that end take no place in your beam, and others live in their stead. Libraries do so as well; here an end takes one of the `width` places.',
    edits: [
      [
        KEPT,
        'const isEnd = ({ tokens }: Text) => tokens.at(-1) === end;\n    const kept = [...grown.filter(isEnd), ...bestOf(grown.filter((text) => !isEnd(text)), width)];',
      ],
    ],
  },
  {
    id: 'living-lost',
    says: 'You give only texts that ended. If they are too few, the living fill up.',
    edits: [[ALL, 'bestOf(ended, width)']],
  },
  {
    id: 'all-by-score',
    says: 'You sort the living among those that ended. Those that ended come first, whatever the scores are.',
    edits: [[ALL, 'bestOf([...ended, ...alive], width)']],
  },
];

export default wrong;

export const equivalents: readonly Equivalent[] = [
  { mutant: '19: 0 → 1 (2)', why: 'Nobody asks for the score of the empty text.' },
  { mutant: '19: 0 → (-1) (2)', why: 'Nobody asks for the score of the empty text.' },
  { mutant: '28: , width →  (2)', why: 'The list of all texts is cut to the width right after.' },
];
