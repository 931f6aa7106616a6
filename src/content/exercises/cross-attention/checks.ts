import {
  defineChecks,
  draw,
  everyAnswer,
  follows,
  gridOf,
  influence,
  permute,
  rowSums,
  samplesApart,
  show,
  withArgument,
} from '../../../notebook/judge/index.ts';
import type { Case, Grid, Value } from '../../../notebook/judge/index.ts';

interface Sizes {
  readonly B: number;
  readonly T: number;
  readonly S: number;
  readonly D: number;
  /** The width of the memory, D if left out. */
  readonly M?: number;
  readonly H: number;
  /** Real tokens of each memory; no mask if left out. */
  readonly lengths?: readonly number[];
}

const ORDER = [2, 0, 3, 1];

function sizes({ B, T, S, D, M = D, H, lengths }: Sizes): Case['draw'] {
  return (random) => [
    {
      query: draw.linear(random, D, D),
      key: draw.linear(random, M, D),
      value: draw.linear(random, M, D),
      output: draw.linear(random, D, D),
    },
    draw.normal(random, [B, T, D]),
    draw.normal(random, [B, S, M]),
    H,
    lengths && draw.reshape(draw.padding(lengths, S), [B, 1, 1, S]),
  ];
}

/** A part of what a call gives. */
function part(name: 'output' | 'weights'): (answer: Value) => Grid {
  return (answer) => gridOf((answer as { readonly [part: string]: Value })[name]);
}

export default defineChecks({
  entry: 'crossAttention',
  parameters: ['params', 'x', 'memory', 'heads', 'mask'],
  given: ['linear'],
  cases: [
    { title: 'B = 1, T = 3, S = 5, two heads', draw: sizes({ B: 1, T: 3, S: 5, D: 8, H: 2 }) },
    { title: 'B = 2, T = 5, S = 2', draw: sizes({ B: 2, T: 5, S: 2, D: 12, H: 3 }) },
    { title: 'T = S', draw: sizes({ B: 3, T: 4, S: 4, D: 8, H: 4 }) },
    { title: 'a wider memory', draw: sizes({ B: 2, T: 3, S: 3, D: 6, M: 10, H: 2 }) },
    { title: 'one head', draw: sizes({ B: 2, T: 2, S: 4, D: 6, H: 1 }) },
    { title: 'one token asks', draw: sizes({ B: 2, T: 1, S: 4, D: 8, H: 2 }) },
    { title: 'one token answers', draw: sizes({ B: 2, T: 3, S: 1, D: 8, H: 2 }) },
    {
      title: 'padding in the memory',
      draw: sizes({ B: 3, T: 2, S: 5, D: 8, H: 2, lengths: [5, 3, 1] }),
    },
    {
      title: 'padding in the memory, T = S',
      draw: sizes({ B: 2, T: 4, S: 4, D: 8, H: 2, lengths: [2, 3] }),
    },
  ],
  properties: [
    influence({
      id: 'memory',
      asks: 'Does each output see all of the memory but its padding?',
      draw: sizes({ B: 1, T: 4, S: 4, D: 8, H: 2, lengths: [3] }),
      argument: 2,
      output: part('output'),
      sees: (_, from) => from < 3,
      leak: 'padding is seen',
      blind: 'a token of the memory is not seen',
    }),
    influence({
      id: 'own-query',
      asks: 'Does each output depend on its own token of x and no other?',
      draw: sizes({ B: 1, T: 4, S: 4, D: 8, H: 2 }),
      argument: 1,
      output: part('output'),
      sees: (to, from) => to === from,
      leak: 'the queries mix',
      blind: 'the query is not used',
    }),
    samplesApart({
      id: 'own-memory',
      asks: 'Does each sample look at its own memory and no other?',
      draw: sizes({ B: 3, T: 3, S: 4, D: 8, H: 2 }),
      argument: 2,
      output: part('output'),
      blind: 'the memory is not used',
    }),
    follows({
      id: 'order-of-memory',
      asks: 'Does the order of the memory make no difference to the output?',
      draw: sizes({ B: 2, T: 3, S: 4, D: 8, H: 2 }),
      change: (args) => withArgument(args, 2, (memory) => permute(memory, 1, ORDER)),
      output: part('output'),
      says: (most) => `Another order of the memory changed an output by ${most}.`,
    }),
    everyAnswer({
      id: 'sum-1',
      asks: 'Does each token of x share 1 among the memory, in each head?',
      draw: sizes({ B: 2, T: 3, S: 4, D: 8, H: 2, lengths: [4, 2] }),
      output: part('weights'),
      test: (weights) => {
        const sum = rowSums(weights).find((each) => !(Math.abs(each - 1) < 1e-4));
        return sum === undefined ? undefined : `A row of weights summed to ${show(sum)}.`;
      },
    }),
  ],
});
