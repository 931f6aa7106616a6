import { cell, linearDot, range } from './build.ts';
import type { Step } from './step.ts';

/** A tensor as a step reads it: its name, and what formulas call it. */
export interface Source {
  readonly name: string;
  readonly symbol: string;
}

/** The epsilon of `layerNorm`; a test holds the two together. */
export const NORM_STEP_EPSILON = 1e-6;

/** left + right: the step `name` of a residual connection. */
export function residualStep(name: string, symbol: string, left: Source, right: Source): Step {
  return {
    name,
    kind: 'residual',
    formula: `${symbol} = ${left.symbol} + ${right.symbol}`,
    shape: ['T', 'D'],
    inputs: [left.name, right.name],
    explain: (index) => ({
      kind: 'sum',
      terms: [cell(left.name, ...index), cell(right.name, ...index)],
    }),
  };
}

/** `layerNorm` of `x`, with the weights `name.gain` and `name.bias`. */
export function normStep(name: string, symbol: string, x: Source): Step {
  const number = symbol.slice(symbol.indexOf('_'));
  const scaled = `\\frac{${x.symbol} - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}}`;
  return {
    name,
    kind: 'norm',
    formula: `${symbol} = g${number} \\odot ${scaled} + b${number}`,
    shape: ['T', 'D'],
    inputs: [x.name, `${name}.gain`, `${name}.bias`],
    explain: ([t = 0, d = 0], shapes) => ({
      kind: 'norm',
      of: cell(x.name, t, d),
      row: range(shapes(x.name)[1] ?? 0).map((column) => cell(x.name, t, column)),
      gain: cell(`${name}.gain`, d),
      bias: cell(`${name}.bias`, d),
      epsilon: NORM_STEP_EPSILON,
    }),
  };
}

/** The steps of `feedForward` on `x`: `name.hidden` and `name.output`. */
export function feedForwardSteps(name: string, x: Source): Step[] {
  const [inner, outer] = [`${name}.inner`, `${name}.outer`];
  const hidden: Step = {
    name: `${name}.hidden`,
    kind: 'hidden',
    formula: `F = \\max(0,\\; ${x.symbol}\\,W_1 + b_1)`,
    shape: ['T', 'F'],
    inputs: [x.name, `${inner}.weight`, `${inner}.bias`],
    explain: ([t = 0, f = 0], shapes) => ({
      ...linearDot(inner, x.name, t, f, shapes),
      relu: true,
    }),
  };
  const output: Step = {
    name: `${name}.output`,
    kind: 'ffn',
    formula: 'G = F\\,W_2 + b_2',
    shape: ['T', 'D'],
    inputs: [hidden.name, `${outer}.weight`, `${outer}.bias`],
    explain: ([t = 0, d = 0], shapes) => linearDot(outer, hidden.name, t, d, shapes),
  };
  return [hidden, output];
}
