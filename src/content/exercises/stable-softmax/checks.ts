import {
  defineChecks,
  draw,
  everyAnswer,
  follows,
  mapNumbers,
  rowSums,
  show,
  withArgument,
} from '../../../notebook/judge/index.ts';
import type { Grid } from '../../../notebook/judge/index.ts';

export default defineChecks({
  entry: 'softmax',
  parameters: ['scores'],
  without: ['softmax', 'logSoftmax', 'logSumExp'],
  cases: [
    { title: 'one row of 5 scores', draw: (random) => [draw.normal(random, [5])] },
    { title: '2 rows of 3 scores', draw: (random) => [draw.normal(random, [2, 3])] },
    { title: 'as many rows as scores', draw: (random) => [draw.normal(random, [4, 4])] },
    { title: 'B = 2, T = 3, S = 4', draw: (random) => [draw.normal(random, [2, 3, 4])] },
    { title: 'B = 2, H = 3, T = 2, S = 5', draw: (random) => [draw.normal(random, [2, 3, 2, 5])] },
    { title: 'one score a row', draw: (random) => [draw.normal(random, [3, 1])] },
    {
      title: 'scores near 1000',
      draw: (random) => [raised(draw.normal(random, [2, 4]), [1000, 1000])],
    },
    {
      title: 'scores near −1000',
      draw: (random) => [raised(draw.normal(random, [2, 4]), [-1000, -1000])],
    },
    {
      title: 'one row near 0, one near 500',
      draw: (random) => [raised(draw.normal(random, [2, 4]), [0, 500])],
    },
    {
      title: 'one score far above the others',
      draw: (random) => [peaked(draw.normal(random, [3, 6]))],
    },
  ],
  properties: [
    everyAnswer({
      id: 'sum-1',
      asks: 'Does every row of weights sum to 1?',
      draw: (random) => [draw.normal(random, [2, 3, 4])],
      test: (weights) => {
        const sum = rowSums(weights).find((each) => !(Math.abs(each - 1) < 1e-4));
        return sum === undefined ? undefined : `A row of weights summed to ${show(sum)}.`;
      },
    }),
    follows({
      id: 'shift',
      asks: 'Do the weights stay when the same number is added to all scores?',
      draw: (random) => [draw.normal(random, [2, 3, 4])],
      change: (args) => withArgument(args, 0, (scores) => mapNumbers(scores, (z) => z + 7)),
      says: (most) => `Adding 7 to all scores changed a weight by ${most}.`,
    }),
  ],
});

/** Adds a number to each of two rows. */
function raised({ shape, data }: Grid, [first, second]: readonly [number, number]): Grid {
  const by = (at: number) => (at < data.length / 2 ? first : second);
  return draw.numbers(
    shape,
    Array.from(data, (z, at) => z + by(at)),
  );
}

/** Adds 300 to the first score of each row. */
function peaked({ shape, data }: Grid): Grid {
  const width = shape.at(-1) ?? 1;
  return draw.numbers(
    shape,
    Array.from(data, (z, at) => (at % width === 0 ? z + 300 : z)),
  );
}
