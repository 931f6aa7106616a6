import type { Random } from '../../../model/random.ts';
import {
  changesAlong,
  defineChecks,
  draw,
  gridOf,
  samplesApart,
  show,
  shuffles,
} from '../../../notebook/judge/index.ts';
import type { Args, Case, Property } from '../../../notebook/judge/index.ts';

interface Sizes {
  readonly B: number;
  readonly T: number;
  readonly D: number;
  readonly H: number;
  readonly F: number;
  /** The size of x, 1 if left out. */
  readonly scale?: number;
}

function sizes({ B, T, D, H, F, scale }: Sizes): Case['draw'] {
  return (random) => [
    {
      modulation: draw.linear(random, D, 6 * D),
      self: draw.attention(random, D),
      mlp: draw.feedForward(random, D, F),
    },
    draw.normal(random, [B, T, D], scale),
    draw.normal(random, [B, D]),
    H,
  ];
}

/** A block at the start of its training: its modulation is zeros. */
function unopened(random: Random): Args {
  const [params, ...rest] = sizes({ B: 2, T: 3, D: 8, H: 2, F: 16 })(random);
  const modulation = { weight: draw.constant([8, 48], 0), bias: draw.constant([48], 0) };
  return [{ ...(params as object), modulation }, ...rest];
}

const identity: Property = {
  id: 'identity',
  asks: 'With a modulation of zeros, is the output x?',
  check: async (call, random) => {
    const args = unopened(random);
    const most = Math.max(...changesAlong(gridOf(args[1]), gridOf(await call(...args)), 0));
    return most < 1e-4
      ? undefined
      : `With zeros for W and b, the output is off x by ${show(most)}: the gates are not closed.`;
  },
};

export default defineChecks({
  entry: 'ditBlock',
  parameters: ['params', 'x', 'c', 'heads'],
  given: ['multiHeadAttention', 'linear', 'geluTanh'],
  cases: [
    { title: 'B = 1, T = 3, D = 8, two heads', draw: sizes({ B: 1, T: 3, D: 8, H: 2, F: 16 }) },
    { title: 'B = 3, T = 4', draw: sizes({ B: 3, T: 4, D: 8, H: 4, F: 12 }) },
    { title: 'as many samples as tokens', draw: sizes({ B: 4, T: 4, D: 8, H: 2, F: 8 }) },
    { title: 'one token', draw: sizes({ B: 2, T: 1, D: 8, H: 2, F: 16 }) },
    { title: 'one head', draw: sizes({ B: 2, T: 5, D: 6, H: 1, F: 10 }) },
    {
      title: 'channels that are nearly equal: ε counts',
      draw: sizes({ B: 2, T: 3, D: 8, H: 2, F: 16, scale: 0.001 }),
    },
    { title: 'a block at the start: W and b are 0', draw: unopened },
  ],
  properties: [
    identity,
    samplesApart({
      id: 'own-condition',
      asks: 'Does each sample follow its own condition and no other?',
      draw: sizes({ B: 3, T: 3, D: 8, H: 2, F: 16 }),
      argument: 2,
      blind: 'the condition is not used',
    }),
    shuffles({
      asks: 'Do shuffled tokens give shuffled outputs?',
      draw: sizes({ B: 2, T: 4, D: 8, H: 2, F: 16 }),
    }),
  ],
});
