import { defineChecks, draw, gridOf, influence } from '../../../notebook/judge/index.ts';
import type { Case, Value } from '../../../notebook/judge/index.ts';

interface Sizes {
  readonly N: number;
  readonly D: number;
  readonly F: number;
  /** The rank. */
  readonly R: number;
  readonly alpha: number;
}

/** A linear layer with an adapter, x and α. */
function sizes({ N, D, F, R, alpha }: Sizes): Case['draw'] {
  return (random) => [
    {
      ...draw.linear(random, D, F),
      down: draw.normal(random, [D, R], D ** -0.5),
      up: draw.normal(random, [R, F], R ** -0.5),
    },
    draw.normal(random, [N, D]),
    alpha,
  ];
}

/** Of what a call gives, the output of the layer. */
function output(value: Value) {
  return gridOf((value as { readonly output: Value }).output);
}

export default defineChecks({
  entry: 'lora',
  parameters: ['params', 'x', 'alpha'],
  cases: [
    { title: 'D = 6, F = 4, R = 2, α = 6', draw: sizes({ N: 3, D: 6, F: 4, R: 2, alpha: 6 }) },
    { title: 'D = F', draw: sizes({ N: 2, D: 6, F: 6, R: 2, alpha: 16 }) },
    { title: 'wider than before', draw: sizes({ N: 4, D: 4, F: 8, R: 3, alpha: 1 }) },
    { title: 'rank 1', draw: sizes({ N: 3, D: 5, F: 4, R: 1, alpha: 2 }) },
    { title: 'α = R: nothing is scaled', draw: sizes({ N: 3, D: 6, F: 4, R: 4, alpha: 4 }) },
    { title: 'one row', draw: sizes({ N: 1, D: 8, F: 3, R: 2, alpha: 8 }) },
  ],
  properties: [
    influence({
      id: 'rows-apart',
      asks: 'Does each row of the output come from its own row of x?',
      draw: sizes({ N: 4, D: 6, F: 4, R: 2, alpha: 4 }),
      argument: 1,
      axis: 0,
      output,
      sees: (to, from) => to === from,
      leak: 'the rows mix',
      blind: 'the row is not used',
    }),
  ],
});
