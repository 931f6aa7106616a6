import { defineChecks, draw, influence } from '../../../notebook/judge/index.ts';
import type { Case } from '../../../notebook/judge/index.ts';

function sizes(B: number, T: number, S: number, D: number): Case['draw'] {
  return (random) => {
    const { self, norm1, cross, norm2 } = draw.decoderLayer(random, D, D);
    const [x, memory] = [draw.normal(random, [B, T, D]), draw.normal(random, [B, S, D])];
    return [{ self, norm1, cross, norm2 }, x, memory];
  };
}

export default defineChecks({
  entry: 'lookAround',
  parameters: ['params', 'x', 'memory'],
  given: ['multiHeadAttention', 'layerNorm', 'causalMask', 'noTap'],
  cases: [
    { title: 'T = S = 4', draw: sizes(1, 4, 4, 8) },
    { title: 'two samples, T = S', draw: sizes(2, 3, 3, 8) },
    { title: 'T = 3, S = 5', draw: sizes(2, 3, 5, 8) },
    { title: 'one token of the target', draw: sizes(2, 1, 4, 8) },
    { title: 'one token of the source', draw: sizes(2, 4, 1, 8) },
  ],
  properties: [
    influence({
      id: 'no-future',
      asks: 'Does no output depend on a later token of the target?',
      draw: sizes(1, 4, 4, 8),
      argument: 1,
      sees: (to, from) => from <= to,
      leak: 'the future leaks',
      blind: 'the past is not seen',
    }),
    influence({
      id: 'memory',
      asks: 'Does each output see all of the source?',
      draw: sizes(1, 4, 4, 8),
      argument: 2,
      sees: () => true,
      leak: 'this cannot be',
      blind: 'a token of the source is not seen',
    }),
  ],
});
