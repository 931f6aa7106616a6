import {
  defineChecks,
  draw,
  everyAnswer,
  follows,
  influence,
  mapNumbers,
  rowSums,
  show,
  withArgument,
} from '../../../notebook/judge/index.ts';
import type { Case } from '../../../notebook/judge/index.ts';

interface Sizes {
  readonly shape: readonly number[];
  readonly epsilon?: number;
  /** The mean of all numbers, and how far they spread around it. */
  readonly mean?: number;
  readonly spread?: number;
}

function sizes({ shape, epsilon = 1e-6, mean = 0, spread = 1 }: Sizes): Case['draw'] {
  return (random) => [
    draw.uniform(random, [shape.at(-1) ?? 1], 0.5, 1.5),
    mapNumbers(draw.normal(random, shape, spread), (value) => mean + value),
    epsilon,
  ];
}

export default defineChecks({
  entry: 'rmsNorm',
  parameters: ['gain', 'x', 'epsilon'],
  cases: [
    { title: 'B = 1, T = 3, D = 4', draw: sizes({ shape: [1, 3, 4] }) },
    { title: 'B = 2, T = 3, D = 8', draw: sizes({ shape: [2, 3, 8] }) },
    { title: 'one token alone: [D]', draw: sizes({ shape: [6] }) },
    { title: 'as many rows as channels', draw: sizes({ shape: [4, 4] }) },
    { title: 'queries of two heads: four axes', draw: sizes({ shape: [2, 2, 3, 4] }) },
    { title: 'a mean that is not 0', draw: sizes({ shape: [2, 3, 4], mean: 2 }) },
    {
      title: 'small numbers and a large ε',
      draw: sizes({ shape: [2, 3, 4], spread: 0.1, epsilon: 0.01 }),
    },
    { title: 'zeros', draw: sizes({ shape: [2, 2, 4], spread: 0 }) },
  ],
  properties: [
    everyAnswer({
      id: 'size-1',
      asks: 'With a gain of 1, has every token the root mean square 1?',
      draw: (random) => [draw.constant([8], 1), draw.normal(random, [2, 3, 8], 3), 1e-6],
      test: (output) => {
        const squares = rowSums(mapNumbers(output, (value) => value * value));
        const off = squares.find((sum) => !(Math.abs(sum / 8 - 1) < 1e-4));
        return off === undefined
          ? undefined
          : `The root mean square of a token was ${show(Math.sqrt(off / 8))}.`;
      },
    }),
    follows({
      id: 'scale',
      asks: 'Does it make no difference when all channels are multiplied by the same number?',
      draw: sizes({ shape: [2, 3, 8] }),
      change: (args) => withArgument(args, 1, (x) => mapNumbers(x, (value) => value * 3)),
      says: (most) => `Three times x changed an output by ${most}.`,
    }),
    influence({
      id: 'tokens-apart',
      asks: 'Is each token normalized by itself?',
      draw: sizes({ shape: [2, 4, 8] }),
      argument: 1,
      sees: (to, from) => to === from,
      leak: 'the tokens mix',
      blind: 'the token is not used',
    }),
  ],
});
