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
    draw.norm(random, shape.at(-1) ?? 1),
    mapNumbers(draw.normal(random, shape, spread), (value) => mean + value),
    epsilon,
  ];
}

/** Numbers near 1000, in quarters: float32 holds their mean exactly, but not their squares. */
function farFromZero(shape: readonly number[]): Case['draw'] {
  return (random) => [
    draw.norm(random, shape.at(-1) ?? 1),
    mapNumbers(draw.normal(random, shape, 40), (value) => 1000 + Math.round(value) / 4),
    1e-6,
  ];
}

/** With a gain of 1 and a bias of 0. */
function plain(B: number, T: number, D: number): Case['draw'] {
  return (random) => [
    { gain: draw.constant([D], 1), bias: draw.constant([D], 0) },
    draw.normal(random, [B, T, D], 3),
    1e-6,
  ];
}

export default defineChecks({
  entry: 'layerNorm',
  parameters: ['params', 'x', 'epsilon'],
  cases: [
    { title: 'B = 1, T = 3, D = 4', draw: sizes({ shape: [1, 3, 4] }) },
    { title: 'B = 2, T = 3, D = 8', draw: sizes({ shape: [2, 3, 8] }) },
    { title: 'one token alone: [D]', draw: sizes({ shape: [6] }) },
    { title: 'rows: [N, D]', draw: sizes({ shape: [5, 4] }) },
    { title: 'as many rows as channels', draw: sizes({ shape: [4, 4] }) },
    { title: 'four axes', draw: sizes({ shape: [2, 2, 3, 4] }) },
    {
      title: 'small numbers and a large ε',
      draw: sizes({ shape: [2, 3, 4], spread: 0.1, epsilon: 0.01 }),
    },
    { title: 'equal channels', draw: sizes({ shape: [2, 2, 4], spread: 0, mean: 2 }) },
    { title: 'far from 0', draw: farFromZero([4, 8, 16]) },
  ],
  properties: [
    everyAnswer({
      id: 'mean-0',
      asks: 'With gain 1 and bias 0, has every token mean 0 and variance 1?',
      draw: plain(2, 3, 8),
      test: (output) => {
        const mean = rowSums(output).find((sum) => !(Math.abs(sum / 8) < 1e-4));
        if (mean !== undefined) return `The mean of a token was ${show(mean / 8)}.`;
        const squares = mapNumbers(output, (value) => value * value);
        const variance = rowSums(squares).find((sum) => !(Math.abs(sum / 8 - 1) < 1e-4));
        return variance === undefined
          ? undefined
          : `The variance of a token was ${show(variance / 8)}.`;
      },
    }),
    follows({
      id: 'shift',
      asks: 'Does it make no difference when the same number is added to all channels?',
      draw: sizes({ shape: [2, 3, 8] }),
      change: (args) => withArgument(args, 1, (x) => mapNumbers(x, (value) => value + 5)),
      says: (most) => `Adding 5 to all channels changed an output by ${most}.`,
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
