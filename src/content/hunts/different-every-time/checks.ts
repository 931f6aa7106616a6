import { defineChecks, draw, follows } from '../../../notebook/judge/index.ts';
import type { Case } from '../../../notebook/judge/index.ts';

function sizes(B: number, T: number, training: boolean, rate: number): Case['draw'] {
  return (random) => {
    const { ffn, norm1: norm } = draw.encoderLayer(random, 8, 16);
    const seed = 1 + Math.floor(random.uniform() * 1000);
    return [{ ffn, norm }, draw.normal(random, [B, T, 8]), { training, rate, seed }];
  };
}

export default defineChecks({
  entry: 'sublayer',
  parameters: ['params', 'x', 'mode'],
  given: ['linear', 'layerNorm'],
  cases: [
    { title: 'inference', draw: sizes(1, 4, false, 0.4) },
    { title: 'inference, two samples', draw: sizes(2, 3, false, 0.2) },
    { title: 'training', draw: sizes(2, 4, true, 0.4) },
    { title: 'training, rate 0', draw: sizes(1, 3, true, 0) },
    { title: 'inference, rate 0', draw: sizes(1, 3, false, 0) },
  ],
  properties: [
    follows({
      id: 'still',
      asks: 'Outside of training, does the same input give the same output?',
      draw: sizes(1, 4, false, 0.5),
      change: ([params, x]) => [params, x, { training: false, rate: 0.5, seed: 2024 }],
      says: (most) => `Another seed changed an output by ${most}.`,
    }),
  ],
});
