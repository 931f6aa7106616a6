import { defineChecks, draw, influence, samplesApart } from '../../../notebook/judge/index.ts';
import type { Case, Property, Value } from '../../../notebook/judge/index.ts';
import { gridOf } from '../../../notebook/judge/index.ts';

interface Sizes {
  readonly B: number;
  readonly T: number;
  readonly D: number;
  readonly H: number;
  readonly F: number;
  /** Real tokens of each sample; no mask if left out. */
  readonly lengths?: readonly number[];
}

function sizes({ B, T, D, H, F, lengths }: Sizes): Case['draw'] {
  return (random) => [
    { width: D, heads: H, inner: F },
    draw.encoderLayer(random, D, F),
    draw.normal(random, [B, T, D]),
    lengths && draw.padding(lengths, T),
  ];
}

/** Of what a call gives, the output of the layer. */
function output(value: Value) {
  return gridOf((value as { readonly output: Value }).output);
}

const padding: Property = influence({
  id: 'padding',
  asks: 'Does padding keep from reaching the real tokens?',
  draw: sizes({ B: 1, T: 4, D: 8, H: 2, F: 16, lengths: [2] }),
  argument: 2,
  output,
  sees: (to, from) => (to < 2 ? from < 2 : undefined),
  leak: 'padding is seen',
  blind: 'a real token is not seen',
});

export default defineChecks({
  entry: 'EncoderLayer',
  parameters: ['sizes', 'params', 'x', 'padding'],
  given: ['multiHeadAttention', 'layerNorm', 'linear'],
  cases: [
    { title: 'B = 1, T = 3, D = 8, two heads', draw: sizes({ B: 1, T: 3, D: 8, H: 2, F: 16 }) },
    { title: 'F = D', draw: sizes({ B: 2, T: 3, D: 8, H: 4, F: 8 }) },
    { title: 'F = 1', draw: sizes({ B: 2, T: 3, D: 8, H: 2, F: 1 }) },
    { title: 'one head, B = 3', draw: sizes({ B: 3, T: 2, D: 6, H: 1, F: 10 }) },
    {
      title: 'padding behind the tokens',
      draw: sizes({ B: 3, T: 4, D: 8, H: 2, F: 16, lengths: [4, 2, 1] }),
    },
  ],
  properties: [
    padding,
    samplesApart({
      draw: sizes({ B: 3, T: 4, D: 8, H: 2, F: 16 }),
      argument: 2,
      output,
    }),
  ],
});
