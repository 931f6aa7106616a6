import { cell, headCell, headIndex, range } from './build.ts';
import { headShape, role, sub } from './notation.ts';
import { related } from './relate.ts';
import type { Step } from './step.ts';
import type { AttentionVariant } from './variants.ts';

/** Which keys a query may attend to. */
export interface MaskRule {
  /** Query t may attend to keys 0 to t only. */
  readonly causal: boolean;
  /** How many keys are not padding; without it, padding is not masked. */
  readonly length?: number | undefined;
  /** Keys this far away, or farther, are out of the window. */
  readonly window?: number | undefined;
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
  readonly variant?: AttentionVariant | undefined;
}

export function scoresStep(spec: DotProductSpec): Step {
  const { name, heads } = spec;
  const { query, key, keyValueHeads, group } = related(spec);
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
      const keyCell = (k: number) => headCell(key, keyValueHeads, group(h), s, k);
      const pairs = range(K).map((k) => [headCell(query, heads, h, t, k), keyCell(k)] as const);
      return { kind: 'dot', pairs, divideBy: Math.sqrt(K) };
    },
  };
}

/** The mask has no head dimension: all heads share it. */
export function maskStep({ name, variant }: DotProductSpec, rule: MaskRule): Step {
  const { causal, length, window } = rule;
  const before = variant?.before ?? 0;
  const rules = [
    ...(causal ? ['[s \\le t]'] : []),
    ...(length === undefined ? [] : ['[s < n]']),
    ...(window === undefined ? [] : ['[|t - s| < w]']),
  ];
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
      causal: causal && key > query + before,
      padded: length !== undefined && key >= length,
      ...(window === undefined ? {} : { outside: Math.abs(query + before - key) >= window }),
    }),
  };
}

export function patternStep(spec: DotProductSpec): Step {
  const { name, heads, temperature = 1, mask, variant } = spec;
  const allowed = `${name}.mask`;
  const scores = variant?.alibi ? `${name}.biased` : `${name}.scores`;
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

export function mixStep(spec: DotProductSpec): Step {
  const { name, heads } = spec;
  const pattern = `${name}.pattern`;
  const { value, keyValueHeads, group } = related(spec);
  return {
    name: `${name}.mix`,
    kind: 'mix',
    formula: `C${sub(heads)} = P${sub(heads)}\\,${role('value', 'V')}${sub(heads)}`,
    shape: headShape(heads, 'T', 'K'),
    inputs: [pattern, value],
    explain: (index, shapes) => {
      const [h, t, k] = headIndex(index);
      const keys = range(shapes(pattern).at(-1) ?? 0);
      const valueCell = (s: number) => headCell(value, keyValueHeads, group(h), s, k);
      const pairs = keys.map((s) => [headCell(pattern, heads, h, t, s), valueCell(s)] as const);
      return { kind: 'dot', pairs };
    },
  };
}
