import {
  defineChecks,
  draw,
  influence,
  samplesApart,
  shuffles,
} from '../../../notebook/judge/index.ts';
import type { Case } from '../../../notebook/judge/index.ts';

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
    draw.encoderLayer(random, D, F),
    draw.normal(random, [B, T, D]),
    H,
    lengths && draw.reshape(draw.padding(lengths, T), [B, 1, 1, T]),
  ];
}

export default defineChecks({
  entry: 'encoderLayer',
  parameters: ['params', 'x', 'heads', 'mask'],
  given: ['multiHeadAttention', 'layerNorm', 'linear'],
  cases: [
    { title: 'B = 1, T = 3, D = 8, two heads', draw: sizes({ B: 1, T: 3, D: 8, H: 2, F: 16 }) },
    { title: 'B = 3, T = 4', draw: sizes({ B: 3, T: 4, D: 8, H: 2, F: 12 }) },
    { title: 'F = D', draw: sizes({ B: 2, T: 3, D: 8, H: 4, F: 8 }) },
    { title: 'F = 1', draw: sizes({ B: 2, T: 3, D: 8, H: 2, F: 1 }) },
    { title: 'one head', draw: sizes({ B: 2, T: 2, D: 6, H: 1, F: 10 }) },
    { title: 'one token', draw: sizes({ B: 2, T: 1, D: 8, H: 2, F: 16 }) },
    {
      title: 'padding behind the tokens',
      draw: sizes({ B: 3, T: 4, D: 8, H: 2, F: 16, lengths: [4, 2, 1] }),
    },
    {
      title: 'padding, and as many samples as heads',
      draw: sizes({ B: 2, T: 2, D: 8, H: 2, F: 16, lengths: [2, 1] }),
    },
  ],
  properties: [
    influence({
      id: 'padding',
      asks: 'Does padding keep from reaching the real tokens?',
      draw: sizes({ B: 1, T: 4, D: 8, H: 2, F: 16, lengths: [2] }),
      argument: 1,
      // What padding itself becomes is of no interest.
      sees: (to, from) => (to < 2 ? from < 2 : undefined),
      leak: 'padding is seen',
      blind: 'a real token is not seen',
    }),
    shuffles({
      draw: sizes({ B: 2, T: 4, D: 8, H: 2, F: 16 }),
    }),
    samplesApart({
      draw: sizes({ B: 3, T: 4, D: 8, H: 2, F: 16 }),
      argument: 1,
    }),
  ],
});
