import {
  defineChecks,
  draw,
  everyAnswer,
  follows,
  gridOf,
  influence,
  mapNumbers,
  permute,
  rowProducts,
  rowSums,
  show,
  withArgument,
} from '../../../notebook/judge/index.ts';
import type { Case, Grid } from '../../../notebook/judge/index.ts';

interface Sizes {
  readonly B: number;
  readonly H: number;
  readonly K: number;
  readonly positions: readonly number[];
}

const ORDER = [2, 0, 3, 1];

function sizes({ B, H, K, positions }: Sizes): Case['draw'] {
  const T = positions.length;
  return (random) => [draw.normal(random, [B, H, T, K]), draw.numbers([T], positions)];
}

/** Positions below 100, each on its own. */
function scattered(T: number, H: number, K: number): Case['draw'] {
  return (random) => [
    draw.normal(random, [2, H, T, K]),
    draw.numbers(
      [T],
      Array.from({ length: T }, () => Math.floor(random.uniform() * 100)),
    ),
  ];
}

/** The length of each row, squared. */
function squares(grid: Grid): number[] {
  return rowSums(mapNumbers(grid, (value) => value * value));
}

export default defineChecks({
  entry: 'rope',
  parameters: ['x', 'positions'],
  cases: [
    { title: 'T = 3, K = 4', draw: sizes({ B: 1, H: 1, K: 4, positions: [0, 1, 2] }) },
    { title: 'B = 2, two heads, K = 8', draw: sizes({ B: 2, H: 2, K: 8, positions: [0, 1, 2] }) },
    {
      title: 'as many heads as tokens',
      draw: sizes({ B: 1, H: 4, K: 4, positions: [1, 2, 3, 4] }),
    },
    { title: 'one pair', draw: sizes({ B: 2, H: 3, K: 2, positions: [0, 1, 2, 3] }) },
    { title: 'position 0', draw: sizes({ B: 2, H: 2, K: 6, positions: [0] }) },
    { title: 'one token, far on', draw: sizes({ B: 2, H: 2, K: 6, positions: [57] }) },
    { title: 'after 5 others', draw: sizes({ B: 3, H: 2, K: 6, positions: [5, 6] }) },
    { title: 'positions in any order, K = 16', draw: scattered(5, 2, 16) },
  ],
  properties: [
    follows({
      id: 'distance',
      asks: 'Do the scores depend on the distance of two tokens alone?',
      draw: sizes({ B: 1, H: 2, K: 8, positions: [0, 1, 2, 3] }),
      change: (args) => withArgument(args, 1, (grid) => mapNumbers(grid, (t) => t + 7)),
      output: (answer) => rowProducts(gridOf(answer)),
      says: (most) => `Moving all tokens on by 7 changed a score by ${most}.`,
    }),
    everyAnswer({
      id: 'length',
      asks: 'Does every vector keep its length?',
      draw: scattered(4, 2, 8),
      test: (output, [x]) => {
        const [before, after] = [squares(gridOf(x)), squares(output)];
        const at = before.findIndex((square, i) => !(Math.abs(square - (after[i] ?? NaN)) < 1e-3));
        if (at < 0) return undefined;
        const length = (square = NaN) => show(Math.sqrt(square));
        return `A vector of length ${length(before[at])} came back with length ${length(after[at])}.`;
      },
    }),
    influence({
      id: 'own-token',
      asks: 'Is each token turned by itself?',
      draw: sizes({ B: 2, H: 2, K: 4, positions: [3, 4, 5, 6] }),
      argument: 0,
      sees: (to, from) => to === from,
      leak: 'the tokens mix',
      blind: 'the token is not used',
    }),
    follows({
      id: 'order',
      asks: 'Does the angle of a token depend on its position, and not on its place in x?',
      draw: sizes({ B: 2, H: 2, K: 8, positions: [10, 11, 12, 13] }),
      change: ([x, positions]) => [
        permute(gridOf(x), 2, ORDER),
        permute(gridOf(positions), 0, ORDER),
      ],
      expected: (output) => permute(output, 2, ORDER),
      says: (most) => `With tokens and positions shuffled alike, the output is off by ${most}.`,
    }),
  ],
});
