import { defineChecks, draw, follows } from '../../../notebook/judge/index.ts';
import type { Args, Case, Grid } from '../../../notebook/judge/index.ts';

function sizes(lengths: readonly number[], T: number, V: number): Case['draw'] {
  const B = lengths.length;
  return (random) => [
    draw.normal(random, [B, T, V]),
    draw.whole(random, [B, T], V),
    draw.padding(lengths, T),
  ];
}

/** One more place for each sample, which is padding. */
function longer(args: Args): Args {
  return args.map((arg) => {
    const { shape, data } = arg as Grid;
    const [B = 1, T = 1, width = 1] = shape;
    const size = T * width;
    const rows = Array.from({ length: B }, (_, b) => [
      ...data.slice(b * size, (b + 1) * size),
      ...Array.from({ length: width }, () => 0),
    ]);
    const kind = data instanceof Int32Array ? Int32Array : Float32Array;
    return { shape: [B, T + 1, ...shape.slice(2)], data: kind.from(rows.flat()) };
  });
}

export default defineChecks({
  entry: 'batchLoss',
  parameters: ['logits', 'targets', 'mask'],
  cases: [
    { title: 'two samples, one of them short', draw: sizes([4, 2], 4, 5) },
    { title: 'three samples, much padding', draw: sizes([1, 3, 2], 6, 5) },
    { title: 'no padding', draw: sizes([3, 3], 3, 5) },
    { title: 'one sample', draw: sizes([2], 5, 4) },
  ],
  properties: [
    follows({
      id: 'padding',
      asks: 'Does more padding leave the loss as it is?',
      draw: sizes([3, 2], 4, 5),
      change: longer,
      says: (most) => `One more place of padding changed the loss by ${most}.`,
    }),
  ],
});
