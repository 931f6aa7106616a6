import { cell, range } from './build.ts';
import { given, quotient } from './expression.ts';
import type { HeadStepKind } from './heads.ts';
import type { Source } from './layer.ts';
import type { Explanation, Step } from './step.ts';

/** What the steps of one classifier head need to know. */
export interface ClassifierSpec {
  /** The scope of its taps and the path of its weights: `head`. */
  readonly name: string;
  readonly x: Source;
  readonly pool: 'first' | 'mean';
  /** How many tokens are not padding, for the mean; all without it. */
  readonly length?: number | undefined;
}

/** The steps of `classifierHead`, in the order of its taps. */
export function classifierSteps(spec: ClassifierSpec): Step<HeadStepKind>[] {
  const shares = spec.pool === 'mean' ? [sharesStep(spec)] : [];
  return [...shares, pooledStep(spec), classLogitsStep(spec)];
}

function sharesStep({ name, x, length }: ClassifierSpec): Step<HeadStepKind> {
  return {
    name: `${name}.shares`,
    kind: 'poolShares',
    formula: String.raw`a_t = \frac{[t < n]}{n}`,
    shape: ['T'],
    inputs: [],
    explain: ([t = 0], shapes) => {
      const [T = 0] = shapes(x.name);
      const n = length ?? T;
      const counts = given(t < n ? 1 : 0);
      return { kind: 'expression', value: quotient(counts, given(Math.max(n, 1))) };
    },
  };
}

function pooledStep({ name, x, pool }: ClassifierSpec): Step<HeadStepKind> {
  const shares = `${name}.shares`;
  const mean = (d: number, T: number): Explanation => {
    const pairs = range(T).map((t) => [cell(shares, t), cell(x.name, t, d)] as const);
    return { kind: 'dot', pairs };
  };
  return {
    name: `${name}.pooled`,
    kind: 'pooled',
    formula: pool === 'mean' ? `P = \\sum_t a_t\\,${x.symbol}_t` : `P = ${x.symbol}_0`,
    shape: ['D'],
    inputs: pool === 'mean' ? [shares, x.name] : [x.name],
    explain: ([d = 0], shapes) =>
      pool === 'mean' ? mean(d, shapes(shares)[0] ?? 0) : { kind: 'copy', of: cell(x.name, 0, d) },
  };
}

function classLogitsStep({ name }: ClassifierSpec): Step<HeadStepKind> {
  const [pooled, weight, bias] = ['pooled', 'output.weight', 'output.bias'].map(
    (part) => `${name}.${part}`,
  ) as [string, string, string];
  return {
    name: `${name}.logits`,
    kind: 'classLogits',
    formula: 'Z = P\\,W + b',
    shape: ['C'],
    inputs: [pooled, weight, bias],
    explain: ([c = 0], shapes) => {
      const width = range(shapes(weight)[0] ?? 0);
      const pairs = width.map((d) => [cell(pooled, d), cell(weight, d, c)] as const);
      return { kind: 'dot', pairs, plus: cell(bias, c) };
    },
  };
}
