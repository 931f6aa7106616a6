import { cell, range } from './build.ts';
import type { DiffusionStepKind } from './diffusion-kinds.ts';
import { call, given, ofCell, product, sum } from './expression.ts';
import type { Step } from './step.ts';

/** The steps of `timestepEmbedding` of one time, in the order of its taps. */
export function timeSteps(name: string, time: number): Step<DiffusionStepKind>[] {
  return [sinusoidsStep(`${name}.sinusoids`, time), hiddenStep(name), outputStep(name)];
}

/** All cosines, then all sines. */
function sinusoidsStep(name: string, time: number): Step<DiffusionStepKind> {
  return {
    name,
    kind: 'timeSinusoids',
    formula:
      's_i = \\cos(t\\,\\omega_i) \\qquad s_{C/2+i} = \\sin(t\\,\\omega_i) \\qquad \\omega_i = 10000^{-2i/C}',
    shape: ['C'],
    inputs: [],
    explain: ([d = 0], shapes) => {
      const half = (shapes(name).at(-1) ?? 0) / 2;
      const angle = product(given(time), given(10000 ** (-(d % half) / half)));
      return { kind: 'expression', value: call(d < half ? 'cos' : 'sin', angle) };
    },
  };
}

function hiddenStep(name: string): Step<DiffusionStepKind> {
  const [sinusoids, inner] = [`${name}.sinusoids`, `${name}.inner`];
  return {
    name: `${name}.hidden`,
    kind: 'timeHidden',
    formula: 'h = \\operatorname{SiLU}(s\\,W_1 + b_1)',
    shape: ['D'],
    inputs: [sinusoids, `${inner}.weight`, `${inner}.bias`],
    explain: ([d = 0], shapes) => {
      const [C = 0] = shapes(`${inner}.weight`);
      const products = range(C).map((i) =>
        product(ofCell(sinusoids, i), ofCell(`${inner}.weight`, i, d)),
      );
      const value = call('silu', sum(...products, ofCell(`${inner}.bias`, d)));
      return { kind: 'expression', value };
    },
  };
}

function outputStep(name: string): Step<DiffusionStepKind> {
  const [hidden, outer] = [`${name}.hidden`, `${name}.outer`];
  return {
    name: `${name}.output`,
    kind: 'timeVector',
    formula: 'e_t = h\\,W_2 + b_2',
    shape: ['D'],
    inputs: [hidden, `${outer}.weight`, `${outer}.bias`],
    explain: ([d = 0], shapes) => {
      const [D = 0] = shapes(`${outer}.weight`);
      const pairs = range(D).map((i) => [cell(hidden, i), cell(`${outer}.weight`, i, d)] as const);
      return { kind: 'dot', pairs, plus: cell(`${outer}.bias`, d) };
    },
  };
}
