import { defineChecks, draw, gridOf } from '../../../notebook/judge/index.ts';
import type { Case, Property } from '../../../notebook/judge/index.ts';

function sizes(B: number, T: number, depth: number, D = 8): Case['draw'] {
  return (random) => [
    {
      embedding: { table: draw.normal(random, [6, D]) },
      layers: Array.from({ length: depth }, () => draw.encoderLayer(random, D, 16)),
    },
    draw.whole(random, [B, T], 6),
  ];
}

/** Without layers, what comes out is a word and its place. */
const place: Property = {
  id: 'place',
  asks: 'Is the place of a token added once?',
  check: async (call, random) => {
    const [, ids] = sizes(1, 6, 0)(random);
    const params = { embedding: { table: draw.constant([6, 8], 0) }, layers: [] };
    const { data } = gridOf(await call(params, ids));
    const most = Math.max(...Array.from(data, Math.abs));
    return most > 0.999 && most < 1.001
      ? undefined
      : `With words that are 0, the largest number in front of the layers is ${most.toFixed(3)}; a cosine of 0 is 1.`;
  },
};

export default defineChecks({
  entry: 'encode',
  parameters: ['params', 'ids'],
  given: ['embedding', 'sinusoidalPositions', 'encoderLayer'],
  cases: [
    { title: 'one layer', draw: sizes(1, 5, 1) },
    { title: 'two layers, two texts', draw: sizes(2, 4, 2) },
    { title: 'no layer', draw: sizes(2, 3, 0) },
    { title: 'one token', draw: sizes(2, 1, 1) },
    { title: 'a wide model', draw: sizes(1, 4, 1, 16) },
  ],
  properties: [place],
});
