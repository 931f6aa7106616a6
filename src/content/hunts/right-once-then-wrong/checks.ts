import { defineChecks, draw, follows } from '../../../notebook/judge/index.ts';
import type { Case } from '../../../notebook/judge/index.ts';

function sizes(B: number, T: number, V = 6): Case['draw'] {
  return (random) => [
    {
      embedding: { table: draw.normal(random, [V, 8]) },
      layer: draw.encoderLayer(random, 8, 16),
    },
    draw.whole(random, [B, T], V),
  ];
}

export default defineChecks({
  entry: 'readSlowly',
  parameters: ['params', 'ids'],
  given: ['embed', 'unembed', 'encoderLayer', 'causalMask', 'growingCache', 'fixedCache'],
  cases: [
    { title: 'a text of 5 tokens', draw: sizes(1, 5) },
    { title: 'two texts', draw: sizes(2, 4) },
    { title: 'two tokens', draw: sizes(3, 2) },
    { title: 'one token', draw: sizes(2, 1) },
  ],
  properties: [
    follows({
      id: 'prefix',
      asks: 'Are the logits of a text the same in every batch?',
      draw: sizes(1, 4),
      change: ([params, ids]) => [params, ids],
      says: (most) => `Reading the same text again moved its logits by ${most}.`,
    }),
  ],
});
