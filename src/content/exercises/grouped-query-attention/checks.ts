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
  /** Heads of keys and values. */
  readonly G: number;
}

function sizes({ B, T, D, H, G }: Sizes): Case['draw'] {
  return (random) => [draw.attention(random, D, (G * D) / H), draw.normal(random, [B, T, D]), H, G];
}

export default defineChecks({
  entry: 'groupedQueryAttention',
  parameters: ['params', 'x', 'heads', 'kvHeads'],
  given: ['linear'],
  cases: [
    { title: 'B = 1, T = 3, H = 4, G = 2', draw: sizes({ B: 1, T: 3, D: 8, H: 4, G: 2 }) },
    { title: 'B = 2, T = 5, H = 6, G = 2', draw: sizes({ B: 2, T: 5, D: 12, H: 6, G: 2 }) },
    { title: 'H = 6, G = 3', draw: sizes({ B: 2, T: 4, D: 12, H: 6, G: 3 }) },
    { title: 'one head for all: multi-query', draw: sizes({ B: 3, T: 4, D: 12, H: 4, G: 1 }) },
    { title: 'a head for each query', draw: sizes({ B: 2, T: 3, D: 8, H: 4, G: 4 }) },
    { title: 'as many tokens as heads', draw: sizes({ B: 4, T: 4, D: 16, H: 4, G: 2 }) },
    { title: 'as many tokens as shared heads', draw: sizes({ B: 2, T: 2, D: 12, H: 4, G: 2 }) },
    { title: 'one token', draw: sizes({ B: 2, T: 1, D: 8, H: 4, G: 2 }) },
  ],
  properties: [
    influence({
      id: 'tokens-mix',
      asks: 'Does each token see all of them?',
      draw: sizes({ B: 1, T: 4, D: 8, H: 4, G: 2 }),
      argument: 1,
      sees: () => true,
      leak: 'it must not',
      blind: 'the tokens do not mix',
    }),
    shuffles({
      draw: sizes({ B: 2, T: 4, D: 8, H: 4, G: 2 }),
    }),
    samplesApart({
      draw: sizes({ B: 3, T: 4, D: 8, H: 4, G: 2 }),
      argument: 1,
    }),
  ],
});
