import { defineChecks, draw, follows, withArgument } from '../../../notebook/judge/index.ts';
import type { Case } from '../../../notebook/judge/index.ts';

function sizes(B: number, C: number, scale: number, steps = 8): Case['draw'] {
  return (random) => [
    draw.normal(random, [B, C]),
    draw.normal(random, [B, C]),
    draw.normal(random, [B, C]),
    scale,
    steps,
  ];
}

export default defineChecks({
  entry: 'sample',
  parameters: ['noise', 'prompt', 'any', 'scale', 'steps'],
  given: ['guide'],
  cases: [
    { title: 'scale 3', draw: sizes(2, 3, 3) },
    { title: 'scale 1: no guidance', draw: sizes(2, 3, 1) },
    { title: 'scale 0: no prompt', draw: sizes(3, 2, 0) },
    { title: 'scale 1.5, two steps', draw: sizes(1, 4, 1.5, 2) },
    { title: 'one step', draw: sizes(4, 2, 2, 1) },
  ],
  properties: [
    follows({
      id: 'no-prompt',
      asks: 'With scale 0, does the prompt make no difference?',
      draw: sizes(2, 3, 0),
      change: (args, random) => withArgument(args, 1, ({ shape }) => draw.normal(random, shape)),
      says: (most) => `Another prompt moved a sample by ${most} at scale 0.`,
    }),
    follows({
      id: 'no-guidance',
      asks: 'With scale 1, does only the prompt make a difference?',
      draw: sizes(2, 3, 1),
      change: (args, random) => withArgument(args, 2, ({ shape }) => draw.normal(random, shape)),
      says: (most) => `Another empty condition moved a sample by ${most} at scale 1.`,
    }),
  ],
});
