import { defineChecks, draw, influence } from '../../../notebook/judge/index.ts';
import type { Case } from '../../../notebook/judge/index.ts';

/** The last T of S tokens ask. */
function sizes(B: number, T: number, S: number, K: number, V: number): Case['draw'] {
  return (random) => [
    draw.normal(random, [B, T, K]),
    draw.normal(random, [B, S, K]),
    draw.normal(random, [B, S, V]),
    S - T,
  ];
}

export default defineChecks({
  entry: 'causalAttention',
  parameters: ['query', 'key', 'value', 'past'],
  cases: [
    { title: 'the whole text: B = 1, T = S = 4', draw: sizes(1, 4, 4, 4, 4) },
    { title: 'two samples', draw: sizes(2, 5, 5, 8, 3) },
    { title: 'one token', draw: sizes(2, 1, 1, 4, 4) },
    { title: 'past = 2: B = 2, T = 3, S = 5', draw: sizes(2, 3, 5, 4, 4) },
    { title: 'one query behind a long past', draw: sizes(3, 1, 6, 4, 2) },
    { title: 'past = 1, wide keys', draw: sizes(1, 4, 5, 16, 4) },
    { title: 'as many samples as queries', draw: sizes(3, 3, 3, 4, 4) },
  ],
  properties: [
    influence({
      id: 'causal',
      asks: 'Does each token see itself and the past, and nothing of the future?',
      draw: sizes(1, 5, 5, 4, 4),
      argument: 2,
      sees: (to, from) => from <= to,
      leak: 'the future leaks',
      blind: 'the past is not seen',
    }),
    influence({
      id: 'causal-with-past',
      asks: 'Is the same true of the last tokens of a longer text?',
      draw: sizes(2, 3, 5, 4, 4),
      argument: 2,
      sees: (to, from) => from <= to + 2,
      leak: 'the future leaks',
      blind: 'the past is not seen',
    }),
  ],
});
