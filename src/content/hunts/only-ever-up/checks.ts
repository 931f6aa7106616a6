import { defineChecks, draw, gridOf } from '../../../notebook/judge/index.ts';
import type { Case, Property } from '../../../notebook/judge/index.ts';

function sizes(B: number, T: number, D: number, F: number): Case['draw'] {
  return (random) => [draw.encoderLayer(random, D, F), draw.normal(random, [B, T, D]), 2];
}

/** The last layer of the network counts. */
const outer: Property = {
  id: 'outer',
  asks: 'Does the second layer of the network make a difference?',
  check: async (call, random) => {
    const [params, x, H] = sizes(1, 3, 8, 8)(random);
    const { ffn, ...rest } = params as ReturnType<typeof draw.encoderLayer>;
    const other = { ...rest, ffn: { ...ffn, outer: draw.linear(random, 8, 8) } };
    const [one, two] = [gridOf(await call(params, x, H)), gridOf(await call(other, x, H))];
    const moved = one.data.some((value, at) => Math.abs(value - (two.data[at] ?? NaN)) > 1e-3);
    return moved ? undefined : 'Other weights in the second layer changed no output.';
  },
};

export default defineChecks({
  entry: 'encoderLayer',
  parameters: ['params', 'x', 'H'],
  given: ['multiHeadAttention', 'layerNorm', 'linear', 'gelu'],
  cases: [
    { title: 'F = D', draw: sizes(2, 3, 8, 8) },
    { title: 'F = D, one sample', draw: sizes(1, 4, 8, 8) },
    { title: 'F = 2·D', draw: sizes(2, 3, 8, 16) },
    { title: 'one token', draw: sizes(3, 1, 8, 8) },
  ],
  properties: [outer],
});
