import {
  defineChecks,
  draw,
  follows,
  influence,
  permute,
  samplesApart,
} from '../../../notebook/judge/index.ts';
import type { Case, Grid } from '../../../notebook/judge/index.ts';
import type { Random } from '../../../model/random.ts';

interface Sizes {
  /** The tokens of each sample: `x` is a real one, `-` is padding. */
  readonly texts: readonly string[];
  readonly H: number;
  readonly T: number;
  readonly K: number;
  /** The id that is padding. */
  readonly padding?: number;
}

const ORDER = [3, 0, 2, 1];

function sizes({ texts, H, T, K, padding = 0 }: Sizes): Case['draw'] {
  const [B, S] = [texts.length, texts[0]?.length ?? 0];
  return (random) => [
    draw.normal(random, [B, H, T, K]),
    draw.normal(random, [B, H, S, K]),
    draw.normal(random, [B, H, S, K]),
    tokens(random, texts, padding),
    padding,
  ];
}

/** Ids below 10. */
function tokens(random: Random, texts: readonly string[], padding: number): Grid {
  const other = () => (padding + 1 + Math.floor(9 * random.uniform())) % 10;
  const ids = Array.from(texts.join(''), (mark) => (mark === '-' ? padding : other()));
  return { shape: [texts.length, texts[0]?.length ?? 0], data: Int32Array.from(ids) };
}

export default defineChecks({
  entry: 'paddedAttention',
  parameters: ['query', 'key', 'value', 'ids', 'padding'],
  cases: [
    { title: 'B = 1, T = 3, S = 4', draw: sizes({ texts: ['xxx-'], H: 2, T: 3, K: 4 }) },
    { title: 'B = 2, T = 4, S = 3', draw: sizes({ texts: ['xxx', 'x--'], H: 1, T: 4, K: 4 }) },
    { title: 'T = S', draw: sizes({ texts: ['xx--', 'xxx-'], H: 3, T: 4, K: 8 }) },
    {
      title: 'as many samples as queries',
      draw: sizes({ texts: ['xxxx', 'xx--', 'x---'], H: 2, T: 3, K: 4 }),
    },
    {
      title: 'as many samples as heads',
      draw: sizes({ texts: ['xx---', 'xxxx-'], H: 2, T: 3, K: 4 }),
    },
    {
      title: 'padding in front and in between',
      draw: sizes({ texts: ['--xx', 'x-x-'], H: 2, T: 3, K: 4 }),
    },
    {
      title: 'another id is padding: 7',
      draw: sizes({ texts: ['xx--', 'xxx-', 'xxxx'], H: 2, T: 2, K: 4, padding: 7 }),
    },
    { title: 'no padding', draw: sizes({ texts: ['xxx', 'xxx'], H: 2, T: 4, K: 4 }) },
    { title: 'a sample of padding', draw: sizes({ texts: ['xx-', '---'], H: 2, T: 4, K: 4 }) },
    { title: 'one token', draw: sizes({ texts: ['x', 'x'], H: 2, T: 1, K: 2, padding: 3 }) },
  ],
  properties: [
    influence({
      id: 'padding',
      asks: 'Is every real token seen, and no padding?',
      draw: sizes({ texts: ['xx-x-'], H: 2, T: 3, K: 4 }),
      argument: 2,
      sees: (_, from) => from !== 2 && from !== 4,
      leak: 'padding is seen',
      blind: 'a real token is not seen',
    }),
    influence({
      id: 'queries',
      asks: 'Does every query get its own output, also one that is padding?',
      draw: sizes({ texts: ['xx--'], H: 2, T: 4, K: 4 }),
      argument: 0,
      sees: (to, from) => to === from,
      leak: 'the queries mix',
      blind: 'the query is not used',
    }),
    follows({
      id: 'order-of-tokens',
      asks: 'Does the order of the tokens, padding among them, make no difference?',
      draw: sizes({ texts: ['xxx-', 'xx--'], H: 2, T: 3, K: 4 }),
      change: ([query, key, value, ids, padding]) => [
        query,
        permute(key as Grid, 2, ORDER),
        permute(value as Grid, 2, ORDER),
        permute(ids as Grid, 1, ORDER),
        padding,
      ],
      says: (most) => `Another order of the tokens changed an output by ${most}.`,
    }),
    samplesApart({
      draw: sizes({ texts: ['xxxx', 'xxx-', 'xx--'], H: 2, T: 3, K: 4 }),
      argument: 1,
      blind: 'the keys are not used',
    }),
  ],
});
