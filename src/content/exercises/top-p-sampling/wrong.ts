import type { Equivalent, Wrong } from '../../../notebook/judge/exercise.ts';

const SCALED = 'nucleus.map((chance) => chance / total)';
const DRAWN = 'drawToken(chances, uniform)';
const STOP = 'if (before >= p) break;';
const POWERS = 'Math.exp((z - highest) / temperature)';

const wrong: readonly Wrong[] = [
  {
    id: 'last-left-out',
    says: 'The token that reaches p is missing in your nucleus. It belongs to it: without it the sum stays below p.',
    edits: [[STOP, 'if (before > 0 && before + chances[token] > p) break;']],
  },
  {
    id: 'not-scaled',
    says: 'Your chances are not scaled: they sum to less than 1, and a high number draws nothing.',
    edits: [[SCALED, 'nucleus']],
  },
  {
    id: 'no-temperature',
    says: 'The temperature makes no difference to your chances. The logits are divided by it.',
    edits: [[POWERS, 'Math.exp(z - highest)']],
  },
  {
    id: 'times-temperature',
    says: 'You multiply the logits by the temperature. They are divided by it: a low temperature makes the likely likelier.',
    edits: [[POWERS, 'Math.exp((z - highest) * temperature)']],
  },
  {
    id: 'temperature-after',
    says: 'You look for the nucleus at temperature 1, and apply the temperature to what is left. Here it comes first.',
    edits: [
      [
        'keepNucleus(all, p)',
        'keepNucleus(softmax(logits, 1), p).map((chance, token) => (chance > 0 ? all[token] : 0))',
      ],
    ],
  },
  {
    id: 'least-likely',
    says: 'You sort the wrong way: your nucleus begins with the least likely token.',
    edits: [['chances[b] - chances[a]', 'chances[a] - chances[b]']],
  },
  {
    id: 'unsorted',
    says: 'You did not sort: your nucleus is the beginning of the vocabulary.',
    edits: [['.sort((a, b) => chances[b] - chances[a])', '']],
  },
  {
    id: 'threshold',
    says: 'You compare each chance with 1 − p by itself. The nucleus goes by the sum.',
    edits: [[STOP, 'if (before > 0 && chances[token] < 1 - p) break;']],
  },
  {
    id: 'top-k',
    says: 'You keep a share of the vocabulary, whatever the chances are: that is top-k.',
    edits: [[STOP, 'if (likeliestFirst.indexOf(token) >= Math.ceil(p * chances.length)) break;']],
  },
  {
    id: 'greedy',
    says: 'Your token is always the likeliest. The given number has to draw it.',
    edits: [[DRAWN, 'chances.indexOf(Math.max(...chances))']],
  },
  {
    id: 'drawn-by-rank',
    says: 'You draw in the order of the chances. The order here is that of the vocabulary; both are fair, but they draw other tokens.',
    edits: [
      [
        DRAWN,
        '[...chances.keys()].sort((a, b) => chances[b] - chances[a])[drawToken([...chances].sort((a, b) => b - a), uniform)]',
      ],
    ],
  },
  {
    id: 'all-alike',
    says: 'You draw among the tokens of the nucleus as if they were all alike. Each has its own chance.',
    edits: [
      [
        DRAWN,
        'drawToken(chances.map((chance) => (chance > 0 ? 1 / chances.filter(Boolean).length : 0)), uniform)',
      ],
    ],
  },
];

export default wrong;

export const equivalents: readonly Equivalent[] = [
  {
    mutant: '44: , 0 → ',
    why: 'No list here is empty, and a sum of numbers starts with any of them.',
  },
];
