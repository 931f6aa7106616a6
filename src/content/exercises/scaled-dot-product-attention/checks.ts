import {
  defineChecks,
  draw,
  follows,
  influence,
  permute,
  samplesApart,
  withArgument,
} from '../../../notebook/judge/index.ts';
import type { Case } from '../../../notebook/judge/index.ts';

const ORDER = [2, 0, 3, 1];

/** Queries, keys and values of these sizes. */
function sizes(B: number, T: number, S: number, K: number, V: number): Case['draw'] {
  return (random) => [
    draw.normal(random, [B, T, K]),
    draw.normal(random, [B, S, K]),
    draw.normal(random, [B, S, V]),
  ];
}

export default defineChecks({
  entry: 'attention',
  parameters: ['query', 'key', 'value'],
  cases: [
    { title: 'B = 1, T = 3, S = 3, K = 4', draw: sizes(1, 3, 3, 4, 4) },
    { title: 'B = 2, T = 3, S = 5, K = 4', draw: sizes(2, 3, 5, 4, 4) },
    { title: 'B = 3, T = 5, S = 2, K = 8', draw: sizes(3, 5, 2, 8, 8) },
    { title: 'values of another width', draw: sizes(2, 4, 4, 6, 3) },
    { title: 'one query', draw: sizes(2, 1, 4, 4, 4) },
    { title: 'one key', draw: sizes(2, 3, 1, 4, 4) },
    { title: 'wide keys: K = 16', draw: sizes(1, 4, 6, 16, 2) },
    { title: 'keys of one channel', draw: sizes(2, 3, 4, 1, 2) },
  ],
  properties: [
    follows({
      id: 'order-of-keys',
      asks: 'Does the order of the keys, with their values, make no difference?',
      draw: sizes(2, 3, 4, 4, 4),
      change: ([query, ...pairs]) => [
        query,
        ...pairs.map((pair) => withArgument([pair], 0, (grid) => permute(grid, 1, ORDER))[0]),
      ],
      says: (most) => `Another order of the keys changed an output by ${most}.`,
    }),
    influence({
      id: 'own-query',
      asks: 'Does each output depend on its own query and no other?',
      draw: sizes(2, 4, 5, 4, 4),
      argument: 0,
      sees: (to, from) => to === from,
      leak: 'queries mix',
      blind: 'the query is not used',
    }),
    influence({
      id: 'all-values',
      asks: 'Does each output depend on every value?',
      draw: sizes(1, 4, 4, 4, 4),
      argument: 2,
      sees: () => true,
      leak: '',
      blind: 'a value is not used',
    }),
    samplesApart({
      draw: sizes(3, 4, 5, 4, 4),
      argument: 1,
      blind: 'the keys are not used',
    }),
  ],
});
