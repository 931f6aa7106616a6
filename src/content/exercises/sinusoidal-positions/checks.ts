import {
  defineChecks,
  everyAnswer,
  follows,
  gridOf,
  mapNumbers,
  permute,
  rowProducts,
  show,
  withArgument,
} from '../../../notebook/judge/index.ts';
import type { Case, Grid } from '../../../notebook/judge/index.ts';

const ORDER = [2, 0, 3, 1];

/** T positions in a row. The first is drawn: `first` or one of the 8 after it. */
function row(T: number, D: number, first: number): Case['draw'] {
  return (random) => {
    const from = first + Math.floor(random.uniform() * 9);
    return [positions(Array.from({ length: T }, (_, t) => from + t)), D];
  };
}

/** T positions below 100, each on its own. */
function scattered(T: number, D: number): Case['draw'] {
  return (random) => [
    positions(Array.from({ length: T }, () => Math.floor(random.uniform() * 100))),
    D,
  ];
}

function positions(data: readonly number[]): Grid {
  return { shape: [data.length], data: Float32Array.from(data) };
}

export default defineChecks({
  entry: 'sinusoidalPositions',
  parameters: ['positions', 'D'],
  cases: [
    { title: 'from 0: T = 5, D = 8', draw: () => [positions([0, 1, 2, 3, 4]), 8] },
    { title: 'T = 3, D = 6', draw: row(3, 6, 1) },
    { title: 'T = D = 4', draw: row(4, 4, 1) },
    { title: 'one pair: D = 2', draw: row(4, 2, 3) },
    { title: 'one token, far on', draw: row(1, 8, 50) },
    { title: 'wide: D = 32, far on', draw: row(3, 32, 80) },
    { title: 'positions in any order', draw: scattered(6, 16) },
  ],
  properties: [
    everyAnswer({
      id: 'circle',
      asks: 'Is every pair of columns a point on the circle of radius 1?',
      draw: scattered(4, 8),
      test: ({ data }) => {
        const squares = Array.from(
          { length: data.length / 2 },
          (_, i) => (data[2 * i] ?? NaN) ** 2 + (data[2 * i + 1] ?? NaN) ** 2,
        );
        const off = squares.find((square) => !(Math.abs(square - 1) < 1e-4));
        return off === undefined
          ? undefined
          : `The squares of two neighboring columns summed to ${show(off)}: they are not sine and cosine of one angle.`;
      },
    }),
    follows({
      id: 'distance',
      asks: 'Does the dot product of two rows depend on their distance alone?',
      draw: row(4, 8, 0),
      change: (args) => withArgument(args, 0, (grid) => mapNumbers(grid, (t) => t + 7)),
      output: (answer) => rowProducts(gridOf(answer)),
      says: (most) => `Moving all positions on by 7 changed a dot product of two rows by ${most}.`,
    }),
    follows({
      id: 'order',
      asks: 'Does each row belong to its own position?',
      draw: row(4, 8, 10),
      change: (args) => withArgument(args, 0, (grid) => permute(grid, 0, ORDER)),
      expected: (rows) => permute(rows, 0, ORDER),
      says: (most) => `With the positions shuffled, the rows are off by ${most}.`,
    }),
  ],
});
