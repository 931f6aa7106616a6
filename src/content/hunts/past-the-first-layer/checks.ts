import { defineChecks, draw, influence } from '../../../notebook/judge/index.ts';
import type { Case } from '../../../notebook/judge/index.ts';

/** Samples with so many real tokens each, of T. */
function sizes(depth: number, lengths: readonly number[], T: number, D: number): Case['draw'] {
  const B = lengths.length;
  return (random) => [
    Array.from({ length: depth }, () => draw.encoderLayer(random, D, D)),
    draw.normal(random, [B, T, D]),
    draw.reshape(draw.padding(lengths, T), [B, 1, 1, T]),
    2,
  ];
}

export default defineChecks({
  entry: 'encode',
  parameters: ['layers', 'x', 'mask', 'H'],
  given: ['encoderLayer'],
  cases: [
    { title: 'two layers', draw: sizes(2, [3], 5, 8) },
    { title: 'two layers, two samples', draw: sizes(2, [4, 2], 4, 8) },
    { title: 'three layers', draw: sizes(3, [2, 4, 1], 4, 8) },
    { title: 'one layer', draw: sizes(1, [2, 4], 4, 8) },
    { title: 'nothing is padding', draw: sizes(2, [4, 4], 4, 8) },
  ],
  properties: [
    influence({
      id: 'padding',
      asks: 'Does padding move no real token, after three layers?',
      draw: sizes(3, [3], 5, 8),
      argument: 1,
      sees: (to, from) => (to < 3 ? from < 3 : undefined),
      leak: 'padding is seen',
      blind: 'a real token is not seen',
    }),
  ],
});
