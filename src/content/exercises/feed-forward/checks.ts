import {
  defineChecks,
  draw,
  everyAnswer,
  follows,
  gridOf,
  influence,
  mapNumbers,
  permute,
  withArgument,
} from '../../../notebook/judge/index.ts';
import type { Case, Value } from '../../../notebook/judge/index.ts';
import type { Random } from '../../../model/random.ts';

interface Sizes {
  readonly B: number;
  readonly T: number;
  readonly D: number;
  readonly F: number;
  /** The third layer; none if left out. */
  readonly gate?: (random: Random, D: number, F: number) => draw.Linear;
}

const ORDER = [2, 0, 3, 1];

function sizes({ B, T, D, F, gate }: Sizes): Case['draw'] {
  return (random) => [
    { ...draw.feedForward(random, D, F), ...(gate && { gate: gate(random, D, F) }) },
    draw.normal(random, [B, T, D]),
  ];
}

/** A layer that gives 0. */
function closed(_random: Random, D: number, F: number): draw.Linear {
  return { weight: draw.constant([D, F], 0), bias: draw.constant([F], 0) };
}

/** Weights without biases: all of them are 0. */
function withoutBiases([params, x]: readonly Value[]): readonly Value[] {
  const { inner, outer } = params as ReturnType<typeof draw.feedForward>;
  const empty = ({ weight, bias }: draw.Linear) => ({ weight, bias: mapNumbers(bias, () => 0) });
  return [{ inner: empty(inner), outer: empty(outer) }, x];
}

/** The four hidden channels in another order, in every weight. */
function shuffled([params, x]: readonly Value[]): readonly Value[] {
  const { inner, outer, gate } = params as Record<'inner' | 'outer' | 'gate', draw.Linear>;
  const columns = ({ weight, bias }: draw.Linear) => ({
    weight: permute(weight, 1, ORDER),
    bias: permute(bias, 0, ORDER),
  });
  const rows = { weight: permute(outer.weight, 0, ORDER), bias: outer.bias };
  return [{ inner: columns(inner), gate: columns(gate), outer: rows }, x];
}

export default defineChecks({
  entry: 'feedForward',
  parameters: ['params', 'x'],
  cases: [
    { title: 'ReLU: B = 1, T = 3, D = 4, F = 8', draw: sizes({ B: 1, T: 3, D: 4, F: 8 }) },
    { title: 'ReLU: B = 3, T = 2, D = 6, F = 10', draw: sizes({ B: 3, T: 2, D: 6, F: 10 }) },
    { title: 'ReLU: F = D', draw: sizes({ B: 2, T: 3, D: 6, F: 6 }) },
    { title: 'ReLU: F = 1', draw: sizes({ B: 2, T: 4, D: 4, F: 1 }) },
    { title: 'ReLU: one token', draw: sizes({ B: 2, T: 1, D: 4, F: 8 }) },
    { title: 'SwiGLU: D = 4, F = 8', draw: sizes({ B: 2, T: 3, D: 4, F: 8, gate: draw.linear }) },
    { title: 'SwiGLU: F = D', draw: sizes({ B: 3, T: 2, D: 6, F: 6, gate: draw.linear }) },
    { title: 'SwiGLU: narrower', draw: sizes({ B: 1, T: 4, D: 6, F: 3, gate: draw.linear }) },
  ],
  properties: [
    influence({
      id: 'tokens-apart',
      asks: 'Does every token go through it alone?',
      draw: sizes({ B: 2, T: 4, D: 6, F: 12, gate: draw.linear }),
      argument: 1,
      sees: (to, from) => to === from,
      leak: 'the tokens mix',
      blind: 'the token is not used',
    }),
    follows({
      id: 'twice',
      asks: 'With a ReLU and without biases, does twice x give twice the output?',
      draw: (random) => withoutBiases(sizes({ B: 2, T: 3, D: 4, F: 8 })(random)),
      change: (args) => withArgument(args, 1, (x) => mapNumbers(x, (value) => 2 * value)),
      expected: (output) => mapNumbers(output, (value) => 2 * value),
      says: (most) => `Twice x gave an output that is off by ${most}: the activation is no ReLU.`,
    }),
    everyAnswer({
      id: 'closed-gate',
      asks: 'Does nothing pass a gate that is 0?',
      draw: sizes({ B: 2, T: 3, D: 4, F: 8, gate: closed }),
      test: (output, [params]) => {
        const { bias } = (params as Record<'outer', draw.Linear>).outer;
        const { data, shape } = gridOf(bias);
        const off = output.data.some(
          (value, at) => !(Math.abs(value - (data[at % (shape[0] ?? 1)] ?? NaN)) < 1e-4),
        );
        return off
          ? 'With a gate of 0 the output was something else than the last bias.'
          : undefined;
      },
    }),
    follows({
      id: 'order-of-channels',
      asks: 'Does the order of the hidden channels make no difference?',
      draw: sizes({ B: 2, T: 3, D: 6, F: 4, gate: draw.linear }),
      change: shuffled,
      says: (most) =>
        `With the hidden channels shuffled in every weight, an output changed by ${most}.`,
    }),
  ],
});
