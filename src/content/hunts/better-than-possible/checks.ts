import { defineChecks, draw, gridOf } from '../../../notebook/judge/index.ts';
import type { Case, Property } from '../../../notebook/judge/index.ts';

const V = 5;

function sizes(B: number, T: number, D: number, H: number): Case['draw'] {
  return (random) => [
    { embedding: { table: draw.normal(random, [V, D]) }, ...draw.encoderLayer(random, D, 2 * D) },
    draw.whole(random, [B, T], V),
    H,
  ];
}

/** The logits of a text do not change when more text follows. */
const prefix: Property = {
  id: 'prefix',
  asks: 'Are the logits of a text the same when more text follows?',
  check: async (call, random) => {
    const [params, ids, H] = sizes(1, 5, 8, 2)(random);
    const whole = gridOf(await call(params, ids, H));
    const { data } = gridOf(ids);
    for (let length = 1; length < 5; length++) {
      const start = { shape: [1, length], data: data.slice(0, length) };
      const part = gridOf(await call(params, start, H));
      const gaps = Array.from(part.data, (value, at) => Math.abs(value - (whole.data[at] ?? NaN)));
      const most = Math.max(...gaps);
      if (!(most < 1e-4)) {
        return `Hiding all but the first ${length} tokens changed their logits by ${most.toFixed(3)}: they had seen what follows.`;
      }
    }
    return undefined;
  },
};

export default defineChecks({
  entry: 'nextTokens',
  parameters: ['params', 'ids', 'heads'],
  given: ['multiHeadAttention', 'embedding', 'unembed', 'sinusoidalPositions'].concat(
    ['layerNorm', 'linear', 'causalMask', 'paddingMask', 'slidingWindowMask'],
    ['crossEntropy', 'noTap'],
  ),
  cases: [
    { title: 'one text of 4 tokens', draw: sizes(1, 4, 8, 2) },
    { title: 'two texts of 5 tokens', draw: sizes(2, 5, 8, 2) },
    { title: 'one token', draw: sizes(2, 1, 8, 2) },
    { title: 'four heads, three texts', draw: sizes(3, 3, 8, 4) },
  ],
  properties: [prefix],
});
