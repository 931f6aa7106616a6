import { cell, headCell, headIndex, range } from './build.ts';
import { headShape, role, sub } from './notation.ts';
import type { Step } from './step.ts';

/** Which keys a query may attend to. */
export interface MaskRule {
  /** Query t may attend to keys 0 to t only. */
  readonly causal: boolean;
  /** How many keys are not padding; without it, padding is not masked. */
  readonly length?: number | undefined;
}

/** What the steps of one scaled dot product need to know. */
export interface DotProductSpec {
  /** The scope of its taps: `encoder.0.self`. */
  readonly name: string;
  readonly heads: number;
  /** 1 unless told otherwise. */
  readonly temperature?: number | undefined;
  /** Without it there is no mask, and no step for it. */
  readonly mask?: MaskRule | undefined;
}

export function scoresStep({ name, heads }: DotProductSpec): Step {
  const [query, key] = [`${name}.query`, `${name}.key`];
  const product = `${role('query', 'Q')}${sub(heads)}\\,${role('key', 'K')}${sub(heads)}^{\\top}`;
  return {
    name: `${name}.scores`,
    kind: 'scores',
    formula: `Z${sub(heads)} = \\frac{${product}}{\\sqrt{d_k}}`,
    shape: headShape(heads, 'T', 'S'),
    inputs: [query, key],
    explain: (index, shapes) => {
      const [h, t, s] = headIndex(index);
      const K = shapes(query).at(-1) ?? 0;
      const pairs = range(K).map(
        (k) => [headCell(query, heads, h, t, k), headCell(key, heads, h, s, k)] as const,
      );
      return { kind: 'dot', pairs, divideBy: Math.sqrt(K) };
    },
  };
}

/** The mask has no head dimension: all heads share it. */
export function maskStep({ name }: DotProductSpec, { causal, length }: MaskRule): Step {
  const rules = [...(causal ? ['[s \\le t]'] : []), ...(length === undefined ? [] : ['[s < n]'])];
  return {
    name: `${name}.mask`,
    kind: 'mask',
    formula: `A_{ts} = ${rules.join('\\,') || '1'}`,
    shape: ['T', 'S'],
    inputs: [],
    explain: ([query = 0, key = 0]) => ({
      kind: 'mask',
      query,
      key,
      causal: causal && key > query,
      padded: length !== undefined && key >= length,
    }),
  };
}

export function patternStep({ name, heads, temperature = 1, mask }: DotProductSpec): Step {
  const [scores, allowed] = [`${name}.scores`, `${name}.mask`];
  const [h, divided] = [heads === 1 ? '' : 'h', temperature === 1 ? '' : '/\\tau'];
  const exp = (s: string) => `${mask ? `A_{t${s}}\\,` : ''}e^{Z_{${h}t${s}}${divided}}`;
  return {
    name: `${name}.pattern`,
    kind: 'pattern',
    formula: `P_{${h}ts} = \\frac{${exp('s')}}{\\sum_{s'} ${exp("s'")}}`,
    shape: headShape(heads, 'T', 'S'),
    inputs: mask ? [scores, allowed] : [scores],
    explain: (index, shapes) => {
      const [h, t, s] = headIndex(index);
      const keys = range(shapes(scores).at(-1) ?? 0);
      return {
        kind: 'softmax',
        of: headCell(scores, heads, h, t, s),
        over: keys.map((key) => headCell(scores, heads, h, t, key)),
        ...(mask ? { mask: keys.map((key) => cell(allowed, t, key)) } : {}),
        temperature,
      };
    },
  };
}

export function mixStep({ name, heads }: DotProductSpec): Step {
  const [pattern, value] = [`${name}.pattern`, `${name}.value`];
  return {
    name: `${name}.mix`,
    kind: 'mix',
    formula: `C${sub(heads)} = P${sub(heads)}\\,${role('value', 'V')}${sub(heads)}`,
    shape: headShape(heads, 'T', 'K'),
    inputs: [pattern, value],
    explain: (index, shapes) => {
      const [h, t, k] = headIndex(index);
      const keys = range(shapes(pattern).at(-1) ?? 0);
      const pairs = keys.map(
        (s) => [headCell(pattern, heads, h, t, s), headCell(value, heads, h, s, k)] as const,
      );
      return { kind: 'dot', pairs };
    },
  };
}
