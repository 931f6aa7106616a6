import {
  defineChecks,
  draw,
  everyAnswer,
  follows,
  gridOf,
  permute,
} from '../../../notebook/judge/index.ts';
import type { Case } from '../../../notebook/judge/index.ts';

const ORDER = [2, 0, 3, 1];

/** A network's weights, data, noise and times. */
function sizes(B: number, T: number, D: number, low = 0.1, high = 0.9): Case['draw'] {
  return (random) => [
    draw.linear(random, D, D),
    draw.normal(random, [B, T, D]),
    draw.normal(random, [B, T, D]),
    draw.uniform(random, [B], low, high),
  ];
}

export default defineChecks({
  entry: 'flowMatchingLoss',
  parameters: ['params', 'data', 'noise', 'times'],
  cases: [
    { title: 'B = 1, T = 3, D = 4', draw: sizes(1, 3, 4) },
    { title: 'B = 3, T = 4, D = 2', draw: sizes(3, 4, 2) },
    { title: 'B = D', draw: sizes(4, 3, 4) },
    { title: 'B = T', draw: sizes(3, 3, 2) },
    { title: 'times near the data', draw: sizes(2, 3, 4, 0, 0.1) },
    { title: 'times near the noise', draw: sizes(2, 3, 4, 0.9, 1) },
  ],
  properties: [
    follows({
      id: 'order-of-samples',
      asks: 'Does the order of the samples make no difference?',
      draw: sizes(4, 3, 4),
      change: ([params, ...batch]) => [
        params,
        ...batch.map((grid) => permute(gridOf(grid), 0, ORDER)),
      ],
      says: (most) => `Another order of the samples changed the loss by ${most}.`,
    }),
    everyAnswer({
      id: 'not-negative',
      asks: 'Is the loss never below 0?',
      draw: sizes(2, 3, 4),
      test: ({ data: [loss = NaN] }) => (loss >= 0 ? undefined : `The loss was ${String(loss)}.`),
    }),
  ],
});
