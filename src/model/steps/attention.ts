import { headCell, headIndex, linearDot } from './build.ts';
import { maskStep, mixStep, patternStep, scoresStep } from './dot-product.ts';
import type { DotProductSpec } from './dot-product.ts';
import { headShape, role, sub } from './notation.ts';
import type { Step } from './step.ts';

/** What the steps of one attention need to know. `name` is also the path of its weights. */
export interface AttentionSpec extends DotProductSpec {
  /** The tensor that asks, by name. */
  readonly query: string;
  /** The tensor that answers, by name: the same in self-attention. */
  readonly memory: string;
  /** How formulas call `query`; X unless told otherwise. */
  readonly querySymbol?: string | undefined;
  /** How formulas call `memory`; as `querySymbol` in self-attention, else M. */
  readonly memorySymbol?: string | undefined;
}

const SYMBOL = { query: 'Q', key: 'K', value: 'V' } as const;

/** The steps of `multiHeadAttention`, in the order of its taps. */
export function attentionSteps(spec: AttentionSpec): Step[] {
  const { mask } = spec;
  return [
    projectionStep(spec, 'query'),
    projectionStep(spec, 'key'),
    projectionStep(spec, 'value'),
    scoresStep(spec),
    ...(mask ? [maskStep(spec, mask)] : []),
    patternStep(spec),
    mixStep(spec),
    joinedStep(spec),
    outputStep(spec),
  ];
}

function projectionStep(spec: AttentionSpec, kind: keyof typeof SYMBOL): Step {
  const { name, heads, query, memory, querySymbol = 'X' } = spec;
  const { memorySymbol = query === memory ? querySymbol : 'M' } = spec;
  const input = kind === 'query' ? query : memory;
  const path = `${name}.${kind}`;
  const symbol = role(kind, SYMBOL[kind]);
  const source = kind === 'query' ? querySymbol : memorySymbol;
  const part = heads === 1 ? SYMBOL[kind] : `${SYMBOL[kind]},h`;
  return {
    name: path,
    kind,
    formula: `${symbol}${sub(heads)} = ${source}\\,W_{${part}} + b_{${part}}`,
    shape: headShape(heads, kind === 'query' ? 'T' : 'S', 'K'),
    inputs: [input, `${path}.weight`, `${path}.bias`],
    explain: (index, shapes) => {
      const [h, row, k] = headIndex(index);
      const [, width = 0] = shapes(`${path}.weight`);
      return linearDot(path, input, row, h * (width / heads) + k, shapes);
    },
  };
}

function joinedStep({ name, heads }: AttentionSpec): Step {
  const mix = `${name}.mix`;
  const all = heads === 1 ? 'C' : `\\operatorname{concat}(C_1, \\dots, C_{${heads}})`;
  return {
    name: `${name}.joined`,
    kind: 'joined',
    formula: `J = ${all}`,
    shape: ['T', 'D'],
    inputs: [mix],
    explain: ([t = 0, d = 0], shapes) => {
      const K = shapes(mix).at(-1) ?? 1;
      return { kind: 'copy', of: headCell(mix, heads, Math.floor(d / K), t, d % K) };
    },
  };
}

function outputStep({ name }: AttentionSpec): Step {
  const [path, joined] = [`${name}.output`, `${name}.joined`];
  return {
    name: path,
    kind: 'output',
    formula: `${role('output', 'Y')} = J\\,W_O + b_O`,
    shape: ['T', 'D'],
    inputs: [joined, `${path}.weight`, `${path}.bias`],
    explain: ([t = 0, d = 0], shapes) => linearDot(path, joined, t, d, shapes),
  };
}
