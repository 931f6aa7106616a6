import type { LayerConfig } from '../../../../../model/config.ts';
import { cacheBytes } from '../../../../../model/count.ts';
import {
  countGroupedAttention,
  countNormKind,
  countSeq2Seq,
  countTextModel,
  countThinking,
  multiplyAttention,
  multiplyThinking,
} from '../../../../../model/transformer/count.ts';
import type { CostPart, CostSettings } from '../../../../labs/cost.ts';

/** The parts of a model that reads or writes text, or both: the translation is as long as its source. */
export function textParts(settings: CostSettings): CostPart[] {
  const { kind, layers: L, width: D, vocabulary: V, tokens: T } = settings;
  const config = configOf(settings);
  const both = kind === 'encoder-decoder';
  const attentions = both ? 3 * L : L;
  const networks = both ? 2 * L : L;
  const norms = attentions + networks + (settings.norm === 'post' ? 0 : both ? 2 : 1);
  const tied = kind === 'encoder' || settings.tied;
  const inner = [
    part('attention', attentions, countGroupedAttention(config), multiplyAttention(config, T)),
    part('network', networks, countThinking(config), multiplyThinking(config, T)),
    part('norms', norms, countNormKind(config), 0),
    part('output', 1, tied ? 0 : D * V + V, kind === 'encoder' ? 0 : T * D * V),
  ];
  const rest = inner.reduce((sum, { parameters }) => sum + parameters, 0);
  return [part('embedding', 1, countAll(settings, tied) - rest, 0), ...inner];
}

function part(name: CostPart['name'], count: number, parameters: number, macs: number): CostPart {
  return { name, parameters: count * parameters, macs: count * macs };
}

function countAll({ kind, layers, vocabulary, ...settings }: CostSettings, tied: boolean): number {
  const config = {
    ...configOf({ kind, layers, vocabulary, ...settings }),
    positions: settings.positions > 0 ? ('learned' as const) : ('sinusoidal' as const),
    maxLength: settings.positions,
    tied,
  };
  return kind === 'encoder-decoder'
    ? countSeq2Seq({
        ...config,
        sourceVocabulary: vocabulary,
        encoderLayers: layers,
        decoderLayers: layers,
        padding: 0,
      })
    : countTextModel({ ...config, vocabulary, layers });
}

/** Bytes of cached keys and values: of the decoder, in its cross-attention as well. */
export function cacheOf(settings: CostSettings, tokens: number, batch: number): number {
  const { kind, layers, width, heads, sharing, bytes } = settings;
  if (kind !== 'encoder-decoder' && kind !== 'decoder') return 0;
  const size = {
    layers: kind === 'decoder' ? layers : 2 * layers,
    keyValueHeads: heads / sharing,
    headWidth: width / heads,
    tokens,
    batch,
  };
  return cacheBytes(size, bytes);
}

function configOf({ width, heads, sharing, inner, gated, norm }: CostSettings): LayerConfig {
  return {
    width,
    heads,
    keyValueHeads: heads / sharing,
    inner,
    activation: gated ? 'swiglu' : 'relu',
    norm: norm === 'post' ? 'post' : 'pre',
    normKind: norm === 'rms' ? 'rms' : 'layer',
  };
}
