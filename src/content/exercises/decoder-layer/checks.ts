import {
  defineChecks,
  draw,
  follows,
  influence,
  permute,
  samplesApart,
  withArgument,
} from '../../../notebook/judge/index.ts';
import type { Case } from '../../../notebook/judge/index.ts';

interface Sizes {
  readonly B: number;
  readonly T: number;
  readonly S: number;
  readonly D: number;
  readonly H: number;
  readonly F: number;
  /** Real tokens of each memory; no mask if left out. */
  readonly lengths?: readonly number[];
}

const ORDER = [2, 0, 3, 1];

function sizes({ B, T, S, D, H, F, lengths }: Sizes): Case['draw'] {
  return (random) => [
    draw.decoderLayer(random, D, F),
    draw.normal(random, [B, T, D]),
    draw.normal(random, [B, S, D]),
    H,
    lengths && draw.reshape(draw.padding(lengths, S), [B, 1, 1, S]),
  ];
}

export default defineChecks({
  entry: 'decoderLayer',
  parameters: ['params', 'x', 'memory', 'heads', 'memoryMask'],
  given: ['multiHeadAttention', 'layerNorm', 'linear'],
  cases: [
    {
      title: 'B = 1, T = 3, S = 5, D = 8, two heads',
      draw: sizes({ B: 1, T: 3, S: 5, D: 8, H: 2, F: 16 }),
    },
    { title: 'B = 2, T = 4, S = 3', draw: sizes({ B: 2, T: 4, S: 3, D: 8, H: 2, F: 12 }) },
    { title: 'B = 3, T = S', draw: sizes({ B: 3, T: 4, S: 4, D: 8, H: 4, F: 12 }) },
    { title: 'F = D', draw: sizes({ B: 2, T: 3, S: 3, D: 8, H: 2, F: 8 }) },
    { title: 'F = 1', draw: sizes({ B: 2, T: 3, S: 3, D: 8, H: 2, F: 1 }) },
    { title: 'one head', draw: sizes({ B: 2, T: 3, S: 3, D: 6, H: 1, F: 10 }) },
    { title: 'one token of the target', draw: sizes({ B: 2, T: 1, S: 4, D: 8, H: 2, F: 16 }) },
    { title: 'one token of the source', draw: sizes({ B: 2, T: 3, S: 1, D: 8, H: 2, F: 16 }) },
    {
      title: 'padding in the memory',
      draw: sizes({ B: 3, T: 3, S: 5, D: 8, H: 2, F: 16, lengths: [5, 2, 1] }),
    },
    {
      title: 'padding in the memory, T = S',
      draw: sizes({ B: 2, T: 4, S: 4, D: 8, H: 2, F: 16, lengths: [4, 2] }),
    },
  ],
  properties: [
    influence({
      id: 'no-future',
      asks: 'Does each token see itself and those before it, and no later one?',
      draw: sizes({ B: 1, T: 5, S: 3, D: 8, H: 2, F: 16 }),
      argument: 1,
      sees: (to, from) => from <= to,
      leak: 'the future leaks',
      blind: 'an earlier token is not seen',
    }),
    influence({
      id: 'memory',
      asks: 'Does each token see all of the memory but its padding?',
      draw: sizes({ B: 1, T: 4, S: 4, D: 8, H: 2, F: 16, lengths: [3] }),
      argument: 2,
      sees: (_, from) => from < 3,
      leak: 'padding of the memory is seen',
      blind: 'a token of the memory is not seen',
    }),
    samplesApart({
      id: 'own-memory',
      asks: 'Does each sample look at its own memory and no other?',
      draw: sizes({ B: 3, T: 3, S: 3, D: 8, H: 2, F: 16 }),
      argument: 2,
      blind: 'the memory is not used',
    }),
    follows({
      id: 'order-of-memory',
      asks: 'Without positions, does the order of the memory make no difference?',
      draw: sizes({ B: 2, T: 4, S: 4, D: 8, H: 2, F: 16 }),
      change: (args) => withArgument(args, 2, (memory) => permute(memory, 1, ORDER)),
      says: (most) => `Another order of the memory changed an output by ${most}.`,
    }),
  ],
});
