import { cell, range } from './build.ts';
import type { DiffusionStepKind } from './diffusion-kinds.ts';
import { call, given, minus, ofCell, product, quotient, sum } from './expression.ts';
import { NORM_STEP_EPSILON } from './layer.ts';
import type { Source } from './layer.ts';
import type { Shapes, Step } from './step.ts';

/** A modulation vector: what its tap is called locally, and which kind it is. */
export type Vector = readonly [local: string, kind: keyof typeof SYMBOLS];

/** How formulas call the three kinds of vectors. */
const SYMBOLS = {
  modulationShift: '\\beta',
  modulationScale: '\\gamma',
  modulationGate: '\\alpha',
} as const;

/** The steps of `modulation`: the condition through SiLU, then each vector in its order. */
export function modulationSteps(
  name: string,
  condition: string,
  vectors: readonly Vector[],
): Step<DiffusionStepKind>[] {
  const activated: Step<DiffusionStepKind> = {
    name: `${name}.activated`,
    kind: 'conditionActivated',
    formula: 'A = \\operatorname{SiLU}(c)',
    shape: ['D'],
    inputs: [condition],
    explain: ([d = 0]) => ({
      kind: 'expression',
      value: call('silu', ofCell(condition, d)),
    }),
  };
  return [activated, ...vectors.map((vector, i) => vectorStep(name, vector, i))];
}

/** Vector `i` owns columns i·D to (i + 1)·D of the weights. */
function vectorStep(name: string, [local, kind]: Vector, i: number): Step<DiffusionStepKind> {
  const [path, input] = [`${name}.modulation`, `${name}.activated`];
  const symbol = vectorSymbol(local, kind);
  return {
    name: `${name}.${local}`,
    kind,
    formula: `${symbol} = A\\,W_{${symbol}} + b_{${symbol}}`,
    shape: ['D'],
    inputs: [input, `${path}.weight`, `${path}.bias`],
    explain: ([d = 0], shapes) => vectorDot(path, input, i, d, shapes),
  };
}

function vectorDot(path: string, input: string, i: number, d: number, shapes: Shapes) {
  const [D = 0] = shapes(`${path}.weight`);
  const column = i * D + d;
  const pairs = range(D).map((k) => [cell(input, k), cell(`${path}.weight`, k, column)] as const);
  return { kind: 'dot', pairs, plus: cell(`${path}.bias`, column) } as const;
}

/** `\gamma_1` for `scale1`. */
function vectorSymbol(local: string, kind: keyof typeof SYMBOLS): string {
  const number = local.replace(/^\D+/, '');
  return number === '' ? SYMBOLS[kind] : `${SYMBOLS[kind]}_${number}`;
}

/** `plainNorm` of `x`. The variance is written as the mean of squares less the square of the mean. */
export function plainNormStep(name: string, symbol: string, x: Source): Step<DiffusionStepKind> {
  return {
    name,
    kind: 'plainNorm',
    formula: `${symbol} = \\frac{${x.symbol} - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}}`,
    shape: ['T', 'D'],
    inputs: [x.name],
    explain: ([t = 0, d = 0], shapes) => {
      const D = shapes(x.name).at(-1) ?? 0;
      const row = range(D).map((column) => ofCell(x.name, t, column));
      const mean = quotient(sum(...row), given(D));
      const squares = quotient(sum(...row.map((value) => product(value, value))), given(D));
      const variance = minus(squares, product(mean, mean));
      const size = call('sqrt', sum(variance, given(NORM_STEP_EPSILON)));
      const value = quotient(minus(ofCell(x.name, t, d), mean), size);
      return { kind: 'expression', value };
    },
  };
}

/** x·(1 + scale) + shift, with the vectors `scale` and `shift`, each one a sample. */
export function modulatedStep(
  name: string,
  symbol: string,
  norm: Source,
  [shift, scale]: readonly [shift: string, scale: string],
): Step<DiffusionStepKind> {
  const number = scale.replace(/^.*\D/, '');
  const [gamma, beta] = [
    vectorSymbol(`scale${number}`, 'modulationScale'),
    vectorSymbol(`shift${number}`, 'modulationShift'),
  ];
  return {
    name,
    kind: 'modulated',
    formula: `${symbol} = ${norm.symbol} \\odot (1 + ${gamma}) + ${beta}`,
    shape: ['T', 'D'],
    inputs: [norm.name, scale, shift],
    explain: ([t = 0, d = 0]) => {
      const stretched = product(ofCell(norm.name, t, d), sum(given(1), ofCell(scale, d)));
      return { kind: 'expression', value: sum(stretched, ofCell(shift, d)) };
    },
  };
}

/** x + gate·y, with the vector `gate`, one a sample. */
export function gatedResidualStep(
  name: string,
  symbol: string,
  x: Source,
  y: Source,
  gate: string,
): Step<DiffusionStepKind> {
  const number = gate.replace(/^.*\D/, '');
  return {
    name,
    kind: 'gatedResidual',
    formula: `${symbol} = ${x.symbol} + ${SYMBOLS.modulationGate}_${number} \\odot ${y.symbol}`,
    shape: ['T', 'D'],
    inputs: [x.name, gate, y.name],
    explain: ([t = 0, d = 0]) => {
      const open = product(ofCell(gate, d), ofCell(y.name, t, d));
      return { kind: 'expression', value: sum(ofCell(x.name, t, d), open) };
    },
  };
}
