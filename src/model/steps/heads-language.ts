import { cell, linearDot, range } from './build.ts';
import { call, given, ofCell, product, quotient, sum } from './expression.ts';
import type { Expression } from './expression.ts';
import type { HeadStepKind } from './heads.ts';
import { normStep } from './layer.ts';
import type { Source } from './layer.ts';
import type { Step } from './step.ts';

/** What the steps of one language head need to know. */
export interface LanguageHeadSpec {
  /** The scope of its taps and the path of its weights: `head`. */
  readonly name: string;
  readonly x: Source;
  /** The activation of the transform; without it there is no transform. */
  readonly transform?: 'relu' | 'gelu' | 'geluTanh' | undefined;
  /** The path of the embedding table, if the head is tied to it. */
  readonly table?: string | undefined;
}

/** The steps of `languageHead` and `tiedLanguageHead`, in the order of their taps. */
export function languageHeadSteps(spec: LanguageHeadSpec): Step<string>[] {
  const { name, x, transform, table } = spec;
  const norm: Source = { name: `${name}.transform.norm`, symbol: 'N_h' };
  const hidden: Source = { name: `${name}.transform.hidden`, symbol: 'F_h' };
  const before = transform
    ? [denseStep(spec), hiddenStep(name, transform), normStep(norm.name, norm.symbol, hidden)]
    : [];
  const ready = transform ? norm : x;
  return [...before, table ? tiedStep(name, ready, table) : logitsStep(name, ready)];
}

function denseStep({ name, x }: LanguageHeadSpec): Step<HeadStepKind> {
  const path = `${name}.transform.dense`;
  return {
    name: path,
    kind: 'headDense',
    formula: `U = ${x.symbol}\\,W_1 + b_1`,
    shape: ['T', 'D'],
    inputs: [x.name, `${path}.weight`, `${path}.bias`],
    explain: ([t = 0, d = 0], shapes) => linearDot(path, x.name, t, d, shapes),
  };
}

const ACTIVATIONS = {
  relu: { symbol: String.raw`\max(0,\; U)`, of: (u: Expression) => call('relu', u) },
  gelu: {
    symbol: String.raw`\tfrac{1}{2}\,U \odot \left(1 + \operatorname{erf}\tfrac{U}{\sqrt{2}}\right)`,
    of: (u: Expression) => gate(u, call('erf', quotient(u, given(Math.SQRT2)))),
  },
  geluTanh: {
    symbol: String.raw`\tfrac{1}{2}\,U \odot \left(1 + \tanh \sqrt{\tfrac{2}{\pi}}\,(U + 0.044715\,U^3)\right)`,
    of: (u: Expression) => {
      const cubic = sum(u, product(given(0.044715), u, u, u));
      return gate(u, call('tanh', product(given(Math.sqrt(2 / Math.PI)), cubic)));
    },
  },
} as const;

/** u / 2 · (1 + part) */
function gate(u: Expression, part: Expression): Expression {
  return product(quotient(u, given(2)), sum(given(1), part));
}

function hiddenStep(name: string, activation: keyof typeof ACTIVATIONS): Step<HeadStepKind> {
  const dense = `${name}.transform.dense`;
  const { symbol, of } = ACTIVATIONS[activation];
  return {
    name: `${name}.transform.hidden`,
    kind: 'headHidden',
    formula: `F_h = ${symbol}`,
    shape: ['T', 'D'],
    inputs: [dense],
    explain: (index) => ({ kind: 'expression', value: of(ofCell(dense, ...index)) }),
  };
}

function logitsStep(name: string, x: Source): Step<HeadStepKind> {
  const path = `${name}.output`;
  return {
    name: `${name}.logits`,
    kind: 'wordLogits',
    formula: `Z = ${x.symbol}\\,W + b`,
    shape: ['T', 'V'],
    inputs: [x.name, `${path}.weight`, `${path}.bias`],
    explain: ([t = 0, v = 0], shapes) => linearDot(path, x.name, t, v, shapes),
  };
}

function tiedStep(name: string, x: Source, table: string): Step<HeadStepKind> {
  const bias = `${name}.bias`;
  return {
    name: `${name}.logits`,
    kind: 'wordLogits',
    formula: `Z = ${x.symbol}\\,E^{\\top} + b`,
    shape: ['T', 'V'],
    inputs: [x.name, table, bias],
    explain: ([t = 0, v = 0], shapes) => {
      const width = range(shapes(table).at(-1) ?? 0);
      const pairs = width.map((d) => [cell(x.name, t, d), cell(table, v, d)] as const);
      return { kind: 'dot', pairs, plus: cell(bias, v) };
    },
  };
}
