import {
  defineChecks,
  draw,
  follows,
  influence,
  permute,
  samplesApart,
  shuffles,
} from '../../../notebook/judge/index.ts';
import type { Case, Grid, Value } from '../../../notebook/judge/index.ts';

interface Sizes {
  readonly B: number;
  readonly T: number;
  readonly D: number;
  readonly H: number;
  readonly mask?: Grid;
}

function sizes({ B, T, D, H, mask }: Sizes): Case['draw'] {
  return (random) => [draw.attention(random, D), draw.normal(random, [B, T, D]), H, mask];
}

function padding(lengths: readonly number[], T: number): Grid {
  return draw.reshape(draw.padding(lengths, T), [lengths.length, 1, 1, T]);
}

/** The two heads of a model 8 wide, swapped in every weight. */
function swapHeads([params, ...rest]: readonly Value[]): readonly Value[] {
  const { query, key, value, output } = params as ReturnType<typeof draw.attention>;
  const swap = (grid: Grid, axis: number) => permute(grid, axis, [4, 5, 6, 7, 0, 1, 2, 3]);
  const columns = ({ weight, bias }: typeof query) => ({
    weight: swap(weight, 1),
    bias: swap(bias, 0),
  });
  const swapped = {
    query: columns(query),
    key: columns(key),
    value: columns(value),
    output: { weight: swap(output.weight, 0), bias: output.bias },
  };
  return [swapped, ...rest];
}

export default defineChecks({
  entry: 'multiHeadAttention',
  parameters: ['params', 'x', 'heads', 'mask'],
  given: ['linear'],
  cases: [
    { title: 'B = 1, T = 3, D = 8, two heads', draw: sizes({ B: 1, T: 3, D: 8, H: 2 }) },
    { title: 'B = 2, T = 5, D = 12, three heads', draw: sizes({ B: 2, T: 5, D: 12, H: 3 }) },
    { title: 'as many tokens as heads', draw: sizes({ B: 3, T: 4, D: 8, H: 4 }) },
    { title: 'one head', draw: sizes({ B: 2, T: 4, D: 6, H: 1 }) },
    { title: 'heads of one channel', draw: sizes({ B: 2, T: 3, D: 6, H: 6 }) },
    { title: 'one token', draw: sizes({ B: 3, T: 1, D: 8, H: 2 }) },
    {
      title: 'padding behind the tokens',
      draw: sizes({ B: 3, T: 4, D: 8, H: 2, mask: padding([4, 2, 1], 4) }),
    },
    { title: 'a causal mask', draw: sizes({ B: 2, T: 4, D: 8, H: 2, mask: draw.causal(4) }) },
  ],
  properties: [
    influence({
      id: 'padding',
      asks: 'Does padding keep from being seen?',
      draw: sizes({ B: 1, T: 4, D: 8, H: 2, mask: padding([2], 4) }),
      argument: 1,
      // What padding itself becomes is of no interest.
      sees: (to, from) => (to < 2 ? from < 2 : undefined),
      leak: 'padding is seen',
      blind: 'a real token is not seen',
    }),
    shuffles({
      draw: sizes({ B: 2, T: 4, D: 8, H: 2 }),
    }),
    follows({
      id: 'order-of-heads',
      asks: 'Does the order of the heads make no difference?',
      draw: sizes({ B: 2, T: 3, D: 8, H: 2 }),
      change: swapHeads,
      says: (most) =>
        `Swapping the heads in every weight changed an output by ${most}: the width is not cut into heads of neighboring channels.`,
    }),
    samplesApart({
      draw: sizes({ B: 3, T: 4, D: 8, H: 2 }),
      argument: 1,
    }),
  ],
});
