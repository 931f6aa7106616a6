import { attentionSteps } from './attention.ts';
import type { MaskRule } from './dot-product.ts';
import { anyNormStep, residualStep } from './layer.ts';
import type { Source } from './layer.ts';
import type { Step } from './step.ts';
import { thinkSteps } from './think.ts';
import { lorasBelow } from './variants.ts';
import type { LayerStepKind, LayerVariantSpec } from './variants.ts';

/** What the steps of one decoder layer need to know. */
export interface DecoderLayerSpec {
  /** The scope of its taps and the path of its weights: `decoder.0`. */
  readonly name: string;
  /** The target, by name. */
  readonly x: string;
  /** The memory: the encoder's result, by name. */
  readonly memory: string;
  readonly heads: number;
  readonly norm: 'post' | 'pre';
  readonly temperature?: number | undefined;
  /** Whether the self-attention is causal. It is, unless told otherwise. */
  readonly causal?: boolean | undefined;
  /** How many target tokens are not padding; without it, the mask is the causal one alone. */
  readonly length?: number | undefined;
  /** How many memory tokens are not padding; without it, cross-attention has no mask. */
  readonly memoryLength?: number | undefined;
  readonly variant?: undefined;
}

/** A decoder layer that differs from that of 2017. */
export interface VariantDecoderSpec extends Omit<DecoderLayerSpec, 'variant'> {
  readonly variant?: LayerVariantSpec | undefined;
  /** The sliding window of the self-attention, if it has one. */
  readonly window?: number | undefined;
}

/** The steps of `decoderLayer`, in the order of its taps. */
export function decoderLayerSteps(spec: DecoderLayerSpec): Step[];
export function decoderLayerSteps(spec: VariantDecoderSpec): Step<LayerStepKind>[];
export function decoderLayerSteps(spec: VariantDecoderSpec): Step<LayerStepKind>[] {
  return spec.norm === 'pre' ? preNormSteps(spec) : postNormSteps(spec);
}

function postNormSteps(spec: VariantDecoderSpec): Step<LayerStepKind>[] {
  const { normKind } = spec.variant ?? {};
  const { x, residual1, residual2, residual3, norm1, norm2, norm3, ...sub } = sources(spec);
  return [
    ...selfSteps(spec, x),
    residualStep(residual1.name, residual1.symbol, x, sub.looked),
    anyNormStep(norm1.name, norm1.symbol, residual1, normKind),
    ...crossSteps(spec, norm1),
    residualStep(residual2.name, residual2.symbol, norm1, sub.crossed),
    anyNormStep(norm2.name, norm2.symbol, residual2, normKind),
    ...ffnSteps(spec, norm2),
    residualStep(residual3.name, residual3.symbol, norm2, sub.thought),
    anyNormStep(norm3.name, norm3.symbol, residual3, normKind),
  ];
}

function preNormSteps(spec: VariantDecoderSpec): Step<LayerStepKind>[] {
  const { normKind } = spec.variant ?? {};
  const { x, residual1, residual2, residual3, norm1, norm2, norm3, ...sub } = sources(spec);
  return [
    anyNormStep(norm1.name, norm1.symbol, x, normKind),
    ...selfSteps(spec, norm1),
    residualStep(residual1.name, residual1.symbol, x, sub.looked),
    anyNormStep(norm2.name, norm2.symbol, residual1, normKind),
    ...crossSteps(spec, norm2),
    residualStep(residual2.name, residual2.symbol, residual1, sub.crossed),
    anyNormStep(norm3.name, norm3.symbol, residual2, normKind),
    ...ffnSteps(spec, norm3),
    residualStep(residual3.name, residual3.symbol, residual2, sub.thought),
  ];
}

function selfSteps(spec: VariantDecoderSpec, x: Source): Step<LayerStepKind>[] {
  const { name, heads, temperature, causal = true, length, window, variant } = spec;
  const masked = causal || length !== undefined || window !== undefined;
  return attentionSteps({
    name: `${name}.self`,
    query: x.name,
    memory: x.name,
    querySymbol: x.symbol,
    heads,
    temperature,
    mask: masked ? { causal, length, window } : undefined,
    variant: variant && { ...variant, lora: lorasBelow(variant.lora, 'self') },
  });
}

/** Cross-attention has no positions of its own, and its cache is not stepped through. */
function crossSteps(spec: VariantDecoderSpec, x: Source): Step<LayerStepKind>[] {
  const { name, memory, heads, temperature, memoryLength: length, variant } = spec;
  const mask: MaskRule | undefined = length === undefined ? undefined : { causal: false, length };
  const lora = lorasBelow(variant?.lora, 'cross');
  return attentionSteps({
    name: `${name}.cross`,
    query: x.name,
    memory,
    querySymbol: x.symbol,
    memorySymbol: 'M',
    heads,
    temperature,
    mask,
    variant: variant && { keyValueHeads: variant.keyValueHeads, lora },
  });
}

function ffnSteps({ name, variant }: VariantDecoderSpec, x: Source): Step<LayerStepKind>[] {
  return thinkSteps(`${name}.ffn`, x, { ...variant, lora: lorasBelow(variant?.lora, 'ffn') });
}

function sources({ name, x }: VariantDecoderSpec) {
  const numbered = (kind: string, letter: string, i: number): Source => ({
    name: `${name}.${kind}${i}`,
    symbol: `${letter}_${i}`,
  });
  return {
    x: { name: x, symbol: 'X' },
    looked: { name: `${name}.self.output`, symbol: '\\role{output}{Y}' },
    crossed: { name: `${name}.cross.output`, symbol: "\\role{output}{Y'}" },
    thought: { name: `${name}.ffn.output`, symbol: 'G' },
    residual1: numbered('residual', 'R', 1),
    residual2: numbered('residual', 'R', 2),
    residual3: numbered('residual', 'R', 3),
    norm1: numbered('norm', 'N', 1),
    norm2: numbered('norm', 'N', 2),
    norm3: numbered('norm', 'N', 3),
  };
}
