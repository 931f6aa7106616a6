import { defineChecks, draw, samplesApart } from '../../../notebook/judge/index.ts';
import type { Case } from '../../../notebook/judge/index.ts';

function sizes(B: number, T: number, S: number, D: number): Case['draw'] {
  return (random) => {
    const { cross, norm1: norm } = draw.decoderLayer(random, D, D);
    return [{ cross, norm }, draw.normal(random, [B, T, D]), draw.normal(random, [B, S, D])];
  };
}

export default defineChecks({
  entry: 'lookAcross',
  parameters: ['params', 'x', 'memory'],
  given: ['multiHeadAttention', 'layerNorm'],
  cases: [
    { title: 'two samples', draw: sizes(2, 3, 4, 8) },
    { title: 'two samples, T = S', draw: sizes(2, 3, 3, 8) },
    { title: 'one sample', draw: sizes(1, 3, 4, 8) },
    { title: 'three samples', draw: sizes(3, 2, 4, 8) },
    { title: 'as many samples as tokens', draw: sizes(4, 4, 4, 8) },
  ],
  properties: [
    samplesApart({
      id: 'samples',
      asks: 'Does each sample look at its own source and no other?',
      draw: sizes(2, 3, 4, 8),
      argument: 2,
      blind: 'its own source is not seen',
    }),
  ],
});
