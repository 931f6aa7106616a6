import { headCell, headIndex } from './build.ts';
import { maskStep, mixStep, patternStep, scoresStep } from './dot-product.ts';
import type { DotProductSpec } from './dot-product.ts';
import { explainLinear, linearInputs, loraTerm, lowSteps } from './linear.ts';
import type { LinearSpec } from './linear.ts';
import { headShape, role, sub } from './notation.ts';
import { biasStep, biasedStep, relateSteps } from './relate.ts';
import type { Step } from './step.ts';
import type { AttentionVariant, LayerStepKind } from './variants.ts';

/** What the steps of one attention need to know. `name` is also the path of its weights. */
export interface AttentionSpec extends Omit<DotProductSpec, 'variant'> {
  /** The tensor that asks, by name. */
  readonly query: string;
  /** The tensor that answers, by name: the same in self-attention. */
  readonly memory: string;
  /** How formulas call `query`; X unless told otherwise. */
  readonly querySymbol?: string | undefined;
  /** How formulas call `memory`; as `querySymbol` in self-attention, else M. */
  readonly memorySymbol?: string | undefined;
  readonly variant?: undefined;
}

/** An attention that differs from that of 2017. */
export interface VariantAttentionSpec extends Omit<AttentionSpec, 'variant'> {
  readonly variant?: AttentionVariant | undefined;
}

const SYMBOL = { query: 'Q', key: 'K', value: 'V' } as const;

/** The steps of `multiHeadAttention`, in the order of its taps. */
export function attentionSteps(spec: AttentionSpec): Step[];
export function attentionSteps(spec: VariantAttentionSpec): Step<LayerStepKind>[];
export function attentionSteps(spec: VariantAttentionSpec): Step<LayerStepKind>[] {
  const { mask, variant } = spec;
  return [
    ...projectionSteps(spec, 'query'),
    ...projectionSteps(spec, 'key'),
    ...projectionSteps(spec, 'value'),
    ...relateSteps(spec),
    ...(variant?.alibi ? [biasStep(spec)] : []),
    scoresStep(spec),
    ...(variant?.alibi ? [biasedStep(spec)] : []),
    ...(mask ? [maskStep(spec, mask)] : []),
    patternStep(spec),
    mixStep(spec),
    joinedStep(spec),
    ...outputSteps(spec),
  ];
}

function projectionSteps(
  spec: VariantAttentionSpec,
  kind: keyof typeof SYMBOL,
): Step<LayerStepKind>[] {
  const { heads: H, query, memory, querySymbol = 'X', variant } = spec;
  const { memorySymbol = query === memory ? querySymbol : 'M' } = spec;
  const heads = kind === 'query' ? H : (variant?.keyValueHeads ?? H);
  const rows = kind === 'query' || variant?.before !== undefined ? 'T' : 'S';
  const layer = linearSpec(spec, kind, kind === 'query' ? query : memory);
  const symbol = role(kind, SYMBOL[kind]);
  const source = kind === 'query' ? querySymbol : memorySymbol;
  const part = heads === 1 ? SYMBOL[kind] : `${SYMBOL[kind]},h`;
  const step: Step<LayerStepKind> = {
    name: layer.path,
    kind,
    formula: `${symbol}${sub(heads)} = ${source}\\,W_{${part}} + b_{${part}}${loraTerm(layer)}`,
    shape: headShape(heads, rows, 'K', heads === H ? 'H' : 'G'),
    inputs: linearInputs(layer),
    explain: (index, shapes) => {
      const [h, row, k] = headIndex(index);
      const [, width = 0] = shapes(`${layer.path}.weight`);
      return explainLinear(layer, row, h * (width / heads) + k, shapes);
    },
  };
  return [...lowSteps(layer, rows), step];
}

function linearSpec(
  { name, variant }: VariantAttentionSpec,
  part: string,
  input: string,
): LinearSpec {
  return { path: `${name}.${part}`, input, scale: variant?.lora?.[part] };
}

function joinedStep({ name, heads }: VariantAttentionSpec): Step<LayerStepKind> {
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

function outputSteps(spec: VariantAttentionSpec): Step<LayerStepKind>[] {
  const layer = linearSpec(spec, 'output', `${spec.name}.joined`);
  const step: Step<LayerStepKind> = {
    name: layer.path,
    kind: 'output',
    formula: `${role('output', 'Y')} = J\\,W_O + b_O${loraTerm(layer)}`,
    shape: ['T', 'D'],
    inputs: linearInputs(layer),
    explain: ([t = 0, d = 0], shapes) => explainLinear(layer, t, d, shapes),
  };
  return [...lowSteps(layer), step];
}
