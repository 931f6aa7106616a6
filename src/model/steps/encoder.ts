import { attentionSteps } from './attention.ts';
import type { MaskRule } from './dot-product.ts';
import { feedForwardSteps, normStep, residualStep } from './layer.ts';
import type { Source } from './layer.ts';
import type { Step } from './step.ts';

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
}

/** The steps of `encoderLayer`, in the order of its taps. */
export function encoderLayerSteps(spec: EncoderLayerSpec): Step[] {
  return spec.norm === 'pre' ? preNormSteps(spec) : postNormSteps(spec);
}

function postNormSteps({ name, x, ...spec }: EncoderLayerSpec): Step[] {
  const input: Source = { name: x, symbol: 'X' };
  const { residual1, norm1, residual2, attended, thought } = sources(name);
  return [
    ...selfSteps(name, input, spec),
    residualStep(residual1.name, residual1.symbol, input, attended),
    normStep(norm1.name, norm1.symbol, residual1),
    ...feedForwardSteps(`${name}.ffn`, norm1),
    residualStep(residual2.name, residual2.symbol, norm1, thought),
    normStep(`${name}.norm2`, 'N_2', residual2),
  ];
}

function preNormSteps({ name, x, ...spec }: EncoderLayerSpec): Step[] {
  const input: Source = { name: x, symbol: 'X' };
  const { residual1, norm1, norm2, attended, thought } = sources(name);
  return [
    normStep(norm1.name, norm1.symbol, input),
    ...selfSteps(name, norm1, spec),
    residualStep(residual1.name, residual1.symbol, input, attended),
    normStep(norm2.name, norm2.symbol, residual1),
    ...feedForwardSteps(`${name}.ffn`, norm2),
    residualStep(`${name}.residual2`, 'R_2', residual1, thought),
  ];
}

function selfSteps(
  name: string,
  x: Source,
  spec: Omit<EncoderLayerSpec, 'name' | 'x' | 'norm'>,
): Step[] {
  const { heads, temperature, mask } = spec;
  return attentionSteps({
    name: `${name}.self`,
    query: x.name,
    memory: x.name,
    querySymbol: x.symbol,
    heads,
    temperature,
    mask,
  });
}

function sources(name: string) {
  return {
    attended: { name: `${name}.self.output`, symbol: '\\role{output}{Y}' },
    thought: { name: `${name}.ffn.output`, symbol: 'G' },
    residual1: { name: `${name}.residual1`, symbol: 'R_1' },
    residual2: { name: `${name}.residual2`, symbol: 'R_2' },
    norm1: { name: `${name}.norm1`, symbol: 'N_1' },
    norm2: { name: `${name}.norm2`, symbol: 'N_2' },
  };
}
