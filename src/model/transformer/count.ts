import type { LayerConfig } from '../config.ts';
import { countNorm } from '../count.ts';
import type { Seq2SeqConfig, TextModelConfig } from './config.ts';

/**
 * What a model of a config costs: parameters, and multiply-accumulates of a forward pass (twice as
 * many operations). Norms, activations and softmaxes are not among the multiply-accumulates. No
 * tfjs here: this runs on the page.
 */

/** Parameters of one layer of a stack: with `cross`, a decoder layer. */
export function countLayer(config: LayerConfig, cross = false): number {
  const attentions = cross ? 2 : 1;
  return (
    attentions * countGroupedAttention(config) +
    countThinking(config) +
    (attentions + 1) * countNormKind(config)
  );
}

/** Queries and outputs D → D, keys and values D → G·K, with biases. */
export function countGroupedAttention(config: LayerConfig): number {
  const { width: D } = config;
  const shared = keyWidth(config);
  return 2 * (D * D + D) + 2 * (D * shared + shared);
}

/** One feed-forward network, or a router and E of them. */
export function countThinking(config: LayerConfig): number {
  const { width: D, experts } = config;
  return experts
    ? D * experts.count + experts.count + experts.count * countNetwork(config)
    : countNetwork(config);
}

/** The parameters that one token uses: of the experts, only as many as it is sent to. */
export function countActive(config: LayerConfig): number {
  const { experts } = config;
  const idle = experts ? experts.count - experts.top : 0;
  return countLayer(config) - idle * countNetwork(config);
}

/** Parameters of a text model. */
export function countTextModel(config: TextModelConfig): number {
  const { vocabulary: V, width: D, layers, norm, tied = true } = config;
  const last = norm === 'pre' ? countNormKind(config) : 0;
  const logits = tied ? 0 : D * V + V;
  return countEmbedding(config, V) + layers * countLayer(config) + last + logits;
}

/** Parameters of an encoder-decoder. */
export function countSeq2Seq(config: Seq2SeqConfig): number {
  const { sourceVocabulary, targetVocabulary, width: D, norm, tied = true } = config;
  const { encoderLayers, decoderLayers } = config;
  const V = targetVocabulary ?? sourceVocabulary;
  const target = targetVocabulary === undefined ? 0 : countEmbedding(config, V);
  const layers = encoderLayers * countLayer(config) + decoderLayers * countLayer(config, true);
  const last = norm === 'pre' ? 2 * countNormKind(config) : 0;
  const logits = tied ? 0 : D * V + V;
  return countEmbedding(config, sourceVocabulary) + target + layers + last + logits;
}

/** Multiply-accumulates of one layer on T tokens that attend to S: projections, scores, mixes, FFN. */
export function multiplyLayer(config: LayerConfig, T: number, S = T): number {
  return multiplyAttention(config, T, S) + multiplyThinking(config, T);
}

/** 2TD² + 2S·D·G·K for the projections, 2TSD for scores and mixes. */
export function multiplyAttention(config: LayerConfig, T: number, S = T): number {
  const { width: D } = config;
  return 2 * T * D * D + 2 * S * D * keyWidth(config) + 2 * T * S * D;
}

/** T·2DF, with a gate T·3DF; with experts a router and as many networks as a token is sent to. */
export function multiplyThinking(config: LayerConfig, T: number): number {
  const { width: D, experts } = config;
  const router = experts ? T * D * experts.count : 0;
  return router + (experts?.top ?? 1) * T * networkWeights(config);
}

/** D·F twice, or three times with a gate. */
function networkWeights({ width: D, inner: F, activation }: LayerConfig): number {
  return (activation === 'swiglu' ? 3 : 2) * D * F;
}

function countNetwork(config: LayerConfig): number {
  const { width: D, inner: F, activation } = config;
  return networkWeights(config) + (activation === 'swiglu' ? 2 * F : F) + D;
}

/** Gain and bias, or the gain alone. */
export function countNormKind({ width: D, normKind }: LayerConfig): number {
  return normKind === 'rms' ? D : countNorm(D);
}

function countEmbedding(
  {
    width: D,
    positions,
    maxLength = 0,
  }: Pick<TextModelConfig, 'width' | 'positions' | 'maxLength'>,
  V: number,
): number {
  return D * (V + (positions === 'learned' ? maxLength : 0));
}

/** G·K */
function keyWidth({ width: D, heads: H, keyValueHeads: G = H }: LayerConfig): number {
  return (D / H) * G;
}
