import { attentionSteps } from './attention.ts';
import type { MaskRule } from './dot-product.ts';
import { anyNormStep, residualStep } from './layer.ts';
import type { Source } from './layer.ts';
import type { Step } from './step.ts';
import { thinkSteps } from './think.ts';
import { lorasBelow } from './variants.ts';
import type { LayerStepKind, LayerVariantSpec } from './variants.ts';

/** What the steps of one encoder layer need to know. */
export interface EncoderLayerSpec {
  /** The scope of its taps and the path of its weights: `encoder.0`. */
  readonly name: string;
  /** The tensor that it reads, by name. */
  readonly x: string;
  readonly heads: number;
  readonly norm: 'post' | 'pre';
  readonly temperature?: number | undefined;
  readonly mask?: MaskRule | undefined;
  readonly variant?: undefined;
}

/** An encoder layer that differs from that of 2017. */
export interface VariantEncoderSpec extends Omit<EncoderLayerSpec, 'variant'> {
  readonly variant?: LayerVariantSpec | undefined;
}

/** The steps of `encoderLayer`, in the order of its taps. */
export function encoderLayerSteps(spec: EncoderLayerSpec): Step[];
export function encoderLayerSteps(spec: VariantEncoderSpec): Step<LayerStepKind>[];
export function encoderLayerSteps(spec: VariantEncoderSpec): Step<LayerStepKind>[] {
  return spec.norm === 'pre' ? preNormSteps(spec) : postNormSteps(spec);
}

function postNormSteps(spec: VariantEncoderSpec): Step<LayerStepKind>[] {
  const { x, residual1, norm1, residual2, norm2, attended, thought } = sources(spec);
  const { normKind } = spec.variant ?? {};
  return [
    ...selfSteps(spec, x),
    residualStep(residual1.name, residual1.symbol, x, attended),
    anyNormStep(norm1.name, norm1.symbol, residual1, normKind),
    ...ffnSteps(spec, norm1),
    residualStep(residual2.name, residual2.symbol, norm1, thought),
    anyNormStep(norm2.name, norm2.symbol, residual2, normKind),
  ];
}

function preNormSteps(spec: VariantEncoderSpec): Step<LayerStepKind>[] {
  const { x, residual1, norm1, residual2, norm2, attended, thought } = sources(spec);
  const { normKind } = spec.variant ?? {};
  return [
    anyNormStep(norm1.name, norm1.symbol, x, normKind),
    ...selfSteps(spec, norm1),
    residualStep(residual1.name, residual1.symbol, x, attended),
    anyNormStep(norm2.name, norm2.symbol, residual1, normKind),
    ...ffnSteps(spec, norm2),
    residualStep(residual2.name, residual2.symbol, residual1, thought),
  ];
}

function selfSteps(spec: VariantEncoderSpec, x: Source): Step<LayerStepKind>[] {
  const { name, heads, temperature, mask, variant } = spec;
  return attentionSteps({
    name: `${name}.self`,
    query: x.name,
    memory: x.name,
    querySymbol: x.symbol,
    heads,
    temperature,
    mask,
    variant: variant && { ...variant, lora: lorasBelow(variant.lora, 'self') },
  });
}

function ffnSteps({ name, variant }: VariantEncoderSpec, x: Source): Step<LayerStepKind>[] {
  return thinkSteps(`${name}.ffn`, x, { ...variant, lora: lorasBelow(variant?.lora, 'ffn') });
}

function sources({ name, x }: VariantEncoderSpec) {
  return {
    x: { name: x, symbol: 'X' },
    attended: { name: `${name}.self.output`, symbol: '\\role{output}{Y}' },
    thought: { name: `${name}.ffn.output`, symbol: 'G' },
    residual1: { name: `${name}.residual1`, symbol: 'R_1' },
    residual2: { name: `${name}.residual2`, symbol: 'R_2' },
    norm1: { name: `${name}.norm1`, symbol: 'N_1' },
    norm2: { name: `${name}.norm2`, symbol: 'N_2' },
  };
}
