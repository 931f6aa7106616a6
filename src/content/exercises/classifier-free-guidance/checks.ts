import { defineChecks, draw, follows, samplesApart } from '../../../notebook/judge/index.ts';
import type { Case } from '../../../notebook/judge/index.ts';

interface Sizes {
  readonly B: number;
  readonly D: number;
  /** The width of a condition. */
  readonly C: number;
  readonly scale: number;
}

/** A network's weights, x, the conditions, the empty one and the scale. */
function sizes({ B, D, C, scale }: Sizes): Case['draw'] {
  return (random) => [
    { x: draw.linear(random, D, D), condition: draw.linear(random, C, D) },
    draw.normal(random, [B, D]),
    draw.normal(random, [B, C]),
    draw.normal(random, [1, C]),
    scale,
  ];
}

export default defineChecks({
  entry: 'guide',
  parameters: ['params', 'x', 'conditions', 'empty', 'scale'],
  cases: [
    { title: 'B = 1, scale 3', draw: sizes({ B: 1, D: 4, C: 3, scale: 3 }) },
    { title: 'B = 3, scale 7.5', draw: sizes({ B: 3, D: 4, C: 3, scale: 7.5 }) },
    { title: 'B = 2, scale 1.5', draw: sizes({ B: 2, D: 6, C: 6, scale: 1.5 }) },
    { title: 'scale 1', draw: sizes({ B: 2, D: 4, C: 3, scale: 1 }) },
    { title: 'scale 0', draw: sizes({ B: 2, D: 4, C: 3, scale: 0 }) },
    { title: 'away from the condition: scale −1', draw: sizes({ B: 2, D: 4, C: 2, scale: -1 }) },
  ],
  properties: [
    follows({
      id: 'scale-one',
      asks: 'At scale 1, does the empty condition make no difference?',
      draw: sizes({ B: 2, D: 4, C: 3, scale: 1 }),
      change: ([params, x, conditions, , scale], random) => [
        params,
        x,
        conditions,
        draw.normal(random, [1, 3]),
        scale,
      ],
      says: (most) => `Another empty condition changed an output by ${most}.`,
    }),
    follows({
      id: 'scale-zero',
      asks: 'At scale 0, do the conditions make no difference?',
      draw: sizes({ B: 2, D: 4, C: 3, scale: 0 }),
      change: ([params, x, , empty, scale], random) => [
        params,
        x,
        draw.normal(random, [2, 3]),
        empty,
        scale,
      ],
      says: (most) => `Other conditions changed an output by ${most}.`,
    }),
    samplesApart({
      asks: 'Does each sample follow its own condition and no other?',
      draw: sizes({ B: 3, D: 4, C: 3, scale: 2 }),
      argument: 2,
      blind: 'the condition is not used',
    }),
  ],
});
