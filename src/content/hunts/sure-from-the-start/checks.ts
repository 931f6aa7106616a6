import { defineChecks, draw, follows } from '../../../notebook/judge/index.ts';
import type { Args, Case, Grid } from '../../../notebook/judge/index.ts';

function sizes(B: number, T: number, S: number, K: number): Case['draw'] {
  return (random) => [
    {
      query: draw.normal(random, [B, T, K]),
      key: draw.normal(random, [B, S, K]),
      value: draw.normal(random, [B, S, 3]),
    },
  ];
}

/** Every number of queries and keys twice, side by side, and the queries divided by √2. */
function twice([first]: Args): Args {
  const { query, key, value } = first as Record<'query' | 'key' | 'value', Grid>;
  const widen = ({ shape, data }: Grid, factor: number): Grid => {
    const [B = 1, T = 1, K = 1] = shape;
    const rows = Array.from({ length: B * T }, (_, row) => data.slice(row * K, (row + 1) * K));
    const wide = rows.flatMap((row) => [...row, ...row].map((value) => factor * value));
    return { shape: [B, T, 2 * K], data: Float32Array.from(wide) };
  };
  return [{ query: widen(query, Math.SQRT1_2), key: widen(key, 1), value }];
}

export default defineChecks({
  entry: 'attention',
  parameters: ['sequences'],
  given: ['noTap'],
  cases: [
    { title: 'K = 4', draw: sizes(1, 3, 4, 4) },
    { title: 'K = 16, two samples', draw: sizes(2, 3, 5, 16) },
    { title: 'K = 64', draw: sizes(1, 4, 6, 64) },
    { title: 'K = 1', draw: sizes(2, 3, 4, 1) },
    { title: 'as many keys as channels', draw: sizes(1, 4, 8, 8) },
  ],
  properties: [
    follows({
      id: 'width',
      asks: 'Do twice as many channels that say the same leave the weights as they are?',
      draw: sizes(1, 3, 4, 8),
      change: twice,
      says: (most) => `Wider keys of the same content moved the output by ${most}.`,
    }),
  ],
});
