import { defineChecks, draw, gridOf } from '../../../notebook/judge/index.ts';
import type { Case, Property } from '../../../notebook/judge/index.ts';

function sizes(B: number, T: number, V: number): Case['draw'] {
  return (random) => [
    {
      embedding: { table: draw.normal(random, [V, 8]) },
      layer: draw.encoderLayer(random, 8, 16),
    },
    draw.whole(random, [B, T + 1], V),
  ];
}

/** The last token of a text is never an input; it has to count as a target. */
const last: Property = {
  id: 'last',
  asks: 'Does the last token of a text count?',
  check: async (call, random) => {
    const [params, texts] = sizes(1, 4, 6)(random);
    const { shape, data } = gridOf(texts);
    const changed = data.slice();
    changed[changed.length - 1] = ((changed.at(-1) ?? 0) + 1) % 6;
    const [one] = gridOf(await call(params, texts)).data;
    const [two] = gridOf(await call(params, { shape, data: changed })).data;
    return one === two ? 'Another last token left the loss as it was: it is no target.' : undefined;
  },
};

export default defineChecks({
  entry: 'loss',
  parameters: ['params', 'texts'],
  given: ['embed', 'unembed', 'encoderLayer', 'causalMask', 'crossEntropy'],
  cases: [
    { title: 'one text of 5 tokens', draw: sizes(1, 4, 6) },
    { title: 'three texts', draw: sizes(3, 5, 6) },
    { title: 'two tokens', draw: sizes(2, 1, 6) },
    { title: 'a small vocabulary', draw: sizes(4, 6, 3) },
  ],
  properties: [last],
});
