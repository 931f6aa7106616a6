import { defineChecks, draw } from '../../../notebook/judge/index.ts';
import type { Case, Property } from '../../../notebook/judge/index.ts';
import { gapOf, gridOf } from '../../../notebook/judge/index.ts';

function sizes(B: number, T: number, D: number, F: number): Case['draw'] {
  return (random) => [draw.encoderLayer(random, D, F), draw.normal(random, [B, T, D]), 2];
}

/** Another feed-forward network gives another output. */
const matters: Property = {
  id: 'matters',
  asks: 'Does the feed-forward network make a difference?',
  check: async (call, random) => {
    const [params, x, H] = sizes(2, 3, 8, 1)(random);
    const other = { ...(params as object), ffn: draw.feedForward(random, 8, 1) };
    const [one, two] = [gridOf(await call(params, x, H)), gridOf(await call(other, x, H))];
    const most = Math.max(
      ...Array.from(one.data, (value, at) => gapOf(value, two.data[at] ?? NaN)),
    );
    return most > 1e-3
      ? undefined
      : 'Other weights in the feed-forward network gave the same output: it does nothing.';
  },
};

export default defineChecks({
  entry: 'encoderLayer',
  parameters: ['params', 'x', 'heads'],
  given: ['multiHeadAttention', 'layerNorm', 'linear', 'noTap'],
  cases: [
    { title: 'F = 1', draw: sizes(2, 4, 8, 1) },
    { title: 'F = 1, one sample', draw: sizes(1, 3, 8, 1) },
    { title: 'F = 2·D', draw: sizes(2, 3, 8, 16) },
    { title: 'F = D', draw: sizes(2, 3, 8, 8) },
    { title: 'one token', draw: sizes(3, 1, 8, 1) },
  ],
  properties: [matters],
});
