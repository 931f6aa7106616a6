import { defineChecks, draw, everyAnswer } from '../../../notebook/judge/index.ts';
import type { Case } from '../../../notebook/judge/index.ts';

function sizes(B: number, T: number, S: number, V: number): Case['draw'] {
  return (random) => [
    draw.normal(random, [B, T, 4]),
    draw.normal(random, [B, S, 4]),
    draw.normal(random, [B, S, V]),
  ];
}

export default defineChecks({
  entry: 'attention',
  parameters: ['query', 'key', 'value'],
  cases: [
    { title: 'T = S = 4', draw: sizes(1, 4, 4, 4) },
    { title: 'two samples', draw: sizes(2, 4, 4, 3) },
    { title: 'T = 3, S = 5', draw: sizes(2, 3, 5, 4) },
    { title: 'one query', draw: sizes(2, 1, 4, 4) },
    { title: 'one key', draw: sizes(2, 3, 1, 4) },
    { title: 'as many samples as queries and keys', draw: sizes(3, 3, 3, 4) },
  ],
  properties: [
    everyAnswer({
      id: 'mean',
      asks: 'Is each output within the range of the values?',
      draw: (random) => [
        draw.normal(random, [1, 3, 4]),
        draw.normal(random, [1, 6, 4]),
        draw.constant([1, 6, 1], 1),
      ],
      test: ({ data }) => {
        const off = Array.from(data).find((value) => !(Math.abs(value - 1) < 1e-4));
        return off === undefined
          ? undefined
          : `All values are 1 and an output is ${off.toFixed(3)}: the weights of a query do not sum to 1.`;
      },
    }),
  ],
});
