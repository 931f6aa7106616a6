import { cell, range } from './build.ts';
import { call, given, ofCell, product, quotient, sum } from './expression.ts';
import type { Step } from './step.ts';
import type { LayerStepKind, LayerVariantSpec } from './variants.ts';

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
  const number = symbolNumber(symbol);
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

/** `rmsNorm` of `x`, with the weight `name.gain`. */
export function rmsNormStep(name: string, symbol: string, x: Source): Step<LayerStepKind> {
  const mean = `\\tfrac{1}{D}\\sum_d {(${x.symbol})}_{td}^2`;
  return {
    name,
    kind: 'rmsNorm',
    formula: `${symbol} = g${symbolNumber(symbol)} \\odot \\frac{${x.symbol}}{\\sqrt{${mean} + \\epsilon}}`,
    shape: ['T', 'D'],
    inputs: [x.name, `${name}.gain`],
    explain: ([t = 0, d = 0], shapes) => {
      const D = shapes(x.name)[1] ?? 0;
      const row = range(D).map((column) => ofCell(x.name, t, column));
      const mean = quotient(sum(...row.map((value) => product(value, value))), given(D));
      const size = call('sqrt', sum(mean, given(NORM_STEP_EPSILON)));
      const value = quotient(product(ofCell(`${name}.gain`, d), ofCell(x.name, t, d)), size);
      return { kind: 'expression', value };
    },
  };
}

/** The norm of a layer: which one, the variant says. */
export function anyNormStep(
  name: string,
  symbol: string,
  x: Source,
  kind: LayerVariantSpec['normKind'],
): Step<LayerStepKind> {
  return kind === 'rms' ? rmsNormStep(name, symbol, x) : normStep(name, symbol, x);
}

/** The subscript of a symbol: `_1` of `N_1`. */
function symbolNumber(symbol: string): string {
  const at = symbol.indexOf('_');
  return at < 0 ? '' : symbol.slice(at);
}
