import { cell, headCell, headIndex } from './build.ts';
import { call, given, minus, ofCell, product, sum } from './expression.ts';
import type { Expression } from './expression.ts';
import { headShape, role, sub } from './notation.ts';
import type { Cell, Step } from './step.ts';
import type { AttentionVariant, LayerStepKind } from './variants.ts';

/** The base of the rotary wavelengths; a test holds it and `rotate` together. */
const ROTARY_STEP_BASE = 10000;

/** An attention, as the steps of its variants need it. */
export interface RelateSpec {
  readonly name: string;
  readonly heads: number;
  readonly variant?: AttentionVariant | undefined;
}

/** The tensors that the dot product reads, by name, and how many heads keys and values have. */
export function related({ name, heads, variant = {} }: RelateSpec) {
  const { rotary, before, keyValueHeads = heads } = variant;
  const fresh = rotary ? `${name}.rotatedKey` : `${name}.key`;
  return {
    query: rotary ? `${name}.rotatedQuery` : `${name}.query`,
    key: before === undefined ? fresh : `${name}.allKeys`,
    value: before === undefined ? `${name}.value` : `${name}.allValues`,
    keyValueHeads,
    /** The key/value head that head h uses. */
    group: (h: number) => Math.floor((h * keyValueHeads) / heads),
  };
}

/** The steps of `relate`, in the order of its taps. */
export function relateSteps(spec: RelateSpec): Step<LayerStepKind>[] {
  const { name, heads, variant: { rotary, before, keyValueHeads: G = heads } = {} } = spec;
  const row = before === undefined ? 'S' : 'T';
  const letter = G === heads ? 'H' : 'G';
  const rotated = rotary
    ? [
        rotatedStep(`${name}.rotatedQuery`, `${name}.query`, heads, 'query', before ?? 0, 'T', 'H'),
        rotatedStep(`${name}.rotatedKey`, `${name}.key`, G, 'key', before ?? 0, row, letter),
      ]
    : [];
  const key = rotary ? `${name}.rotatedKey` : `${name}.key`;
  const all =
    before === undefined
      ? []
      : [
          allStep(`${name}.allKeys`, `${name}.pastKeys`, key, G, before, letter),
          allStep(`${name}.allValues`, `${name}.pastValues`, `${name}.value`, G, before, letter),
        ];
  return [...rotated, ...all];
}

/** Each pair of channels turned by its angle. */
function rotatedStep(
  name: string,
  source: string,
  heads: number,
  kind: 'query' | 'key',
  before: number,
  row: 'T' | 'S',
  letter: 'H' | 'G',
): Step<LayerStepKind> {
  const symbol = role(kind, kind === 'query' ? 'Q' : 'K');
  return {
    name,
    kind: 'rotated',
    formula: `\\tilde{${symbol}}_{t,(2i,2i+1)} = R(t\\,\\theta_i)\\,${symbol}_{t,(2i,2i+1)} \\qquad \\theta_i = ${ROTARY_STEP_BASE}^{-2i/d_k}`,
    shape: headShape(heads, row, 'K', letter),
    inputs: [source],
    explain: (index, shapes) => {
      const [h, t, k] = headIndex(index);
      const K = shapes(source).at(-1) ?? 0;
      const at = (column: number) => fromCell(headCell(source, heads, h, t, column));
      return { kind: 'expression', value: turned(at, k, (t + before) * wavelength(k, K)) };
    },
  };
}

/** Channel k of a pair turned by `angle`: a·cos − b·sin, or b·cos + a·sin. */
function turned(at: (column: number) => Expression, k: number, angle: number): Expression {
  const [a, b] = [at(k - (k % 2)), at(k - (k % 2) + 1)];
  const [cos, sin] = [call('cos', given(angle)), call('sin', given(angle))];
  return k % 2 === 0
    ? minus(product(a, cos), product(b, sin))
    : sum(product(b, cos), product(a, sin));
}

function wavelength(k: number, K: number): number {
  return ROTARY_STEP_BASE ** (-(k - (k % 2)) / K);
}

/** What was kept, then what is new. */
function allStep(
  name: string,
  past: string,
  fresh: string,
  heads: number,
  before: number,
  letter: 'H' | 'G',
): Step<LayerStepKind> {
  return {
    name,
    kind: 'all',
    formula: '[\\,\\text{cache};\\ \\text{new}\\,]',
    shape: headShape(heads, 'S', 'K', letter),
    inputs: before > 0 ? [past, fresh] : [fresh],
    explain: (index) => {
      const [h, s, k] = headIndex(index);
      const old = s < before;
      const of = headCell(old ? past : fresh, heads, h, old ? s : s - before, k);
      return { kind: 'copy', of };
    },
  };
}

/** ALiBi's bias: the steps `bias`, before the scores, and `biased`, after them. */
export function biasStep({ name, heads, variant }: RelateSpec): Step<LayerStepKind> {
  const before = variant?.before ?? 0;
  return {
    name: `${name}.bias`,
    kind: 'bias',
    formula: `B${sub(heads)} = -m${sub(heads)}\\,|t - s|`,
    shape: headShape(heads, 'T', 'S'),
    inputs: [],
    explain: (index) => {
      const [h, t, s] = headIndex(index);
      const distance = Math.abs(t + before - s);
      return { kind: 'expression', value: product(given(-slope(h, heads)), given(distance)) };
    },
  };
}

export function biasedStep({ name, heads }: RelateSpec): Step<LayerStepKind> {
  const [scores, bias] = [`${name}.scores`, `${name}.bias`];
  return {
    name: `${name}.biased`,
    kind: 'biased',
    formula: `Z'${sub(heads)} = Z${sub(heads)} + B${sub(heads)}`,
    shape: headShape(heads, 'T', 'S'),
    inputs: [scores, bias],
    explain: (index) => ({ kind: 'sum', terms: [cell(scores, ...index), cell(bias, ...index)] }),
  };
}

/** Press et al. 2022: geometric from 2^(−8/n), n the power of two below; then those in between. */
function slope(h: number, heads: number): number {
  const below = 2 ** Math.floor(Math.log2(heads));
  return h < below ? 2 ** ((-8 * (h + 1)) / below) : 2 ** ((-4 * (2 * (h - below) + 1)) / below);
}

function fromCell({ name, index }: Cell): Expression {
  return ofCell(name, ...index);
}
