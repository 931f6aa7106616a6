import { defineChecks, draw, follows, samplesApart } from '../../../notebook/judge/index.ts';
import type { Case } from '../../../notebook/judge/index.ts';

/** A network's weights, the noise and the times. */
function sizes(B: number, D: number, times: readonly number[]): Case['draw'] {
  return (random) => [draw.linear(random, D, D), draw.normal(random, [B, D]), times];
}

export default defineChecks({
  entry: 'eulerSample',
  parameters: ['params', 'noise', 'times'],
  cases: [
    { title: 'four equal steps', draw: sizes(2, 4, [1, 0.75, 0.5, 0.25, 0]) },
    { title: 'one step', draw: sizes(2, 4, [1, 0]) },
    { title: 'two steps, B = 1', draw: sizes(1, 3, [1, 0.4, 0]) },
    { title: 'long steps first, then short ones', draw: sizes(3, 4, [1, 0.6, 0.3, 0.1, 0]) },
    { title: 'short steps first, then long ones', draw: sizes(3, 4, [1, 0.95, 0.8, 0.5, 0]) },
    { title: 'a walk that stops half-way', draw: sizes(2, 4, [1, 0.8, 0.5]) },
    { title: 'from the data to the noise', draw: sizes(2, 4, [0, 0.3, 1]) },
  ],
  properties: [
    follows({
      id: 'no-length',
      asks: 'Does a step of no length change nothing?',
      draw: sizes(2, 4, [1, 0.6, 0]),
      change: ([params, noise]) => [params, noise, [1, 0.6, 0.6, 0]],
      says: (most) => `A step from 0.6 to 0.6 changed an output by ${most}.`,
    }),
    samplesApart({
      asks: 'Does each sample walk from its own noise?',
      draw: sizes(3, 4, [1, 0.5, 0]),
      argument: 1,
      blind: 'the noise is not used',
    }),
  ],
});
