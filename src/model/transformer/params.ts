import * as tf from '@tensorflow/tfjs-core';
import { expectCount } from '../check.ts';
import { ModelError } from '../error.ts';
import {
  initDecoderLayer,
  initEmbedding,
  initEncoderLayer,
  initLinear,
  initNorm,
} from '../init.ts';
import type {
  AnyNormParams,
  DecoderLayerParams,
  EmbeddingParams,
  EncoderLayerParams,
  LinearParams,
} from '../params.ts';
import type { Random } from '../random.ts';
import type { Seq2SeqConfig, TextModelConfig } from './config.ts';

/** A text model. The paths of its weights are the names of its taps. */
export interface TextModelParams {
  readonly embedding: EmbeddingParams;
  readonly layers: readonly EncoderLayerParams[];
  /** The last norm of a stack of pre-norm layers. */
  readonly norm?: AnyNormParams | undefined;
  /** D → V; without it, the embedding table serves again. */
  readonly logits?: LinearParams | undefined;
}

/** An encoder-decoder. */
export interface Seq2SeqParams {
  readonly source: EmbeddingParams;
  /** Without it, the target uses the table of the source. */
  readonly target?: EmbeddingParams | undefined;
  readonly encoder: readonly EncoderLayerParams[];
  readonly encoderNorm?: AnyNormParams | undefined;
  readonly decoder: readonly DecoderLayerParams[];
  readonly decoderNorm?: AnyNormParams | undefined;
  /** D → V; without it, the table of the target serves again. */
  readonly logits?: LinearParams | undefined;
}

export function initTextModel(random: Random, config: TextModelConfig): TextModelParams {
  const { vocabulary: V, width: D, inner: F, layers } = config;
  expectCount('initTextModel', 'layers', layers);
  return {
    embedding: initPlacedEmbedding(random, V, config),
    layers: Array.from({ length: layers }, () => initEncoderLayer(random, D, F, config)),
    ...(config.norm === 'pre' ? { norm: initLastNorm(config) } : {}),
    ...(config.tied === false ? { logits: initLinear(random, D, V) } : {}),
  };
}

export function initSeq2Seq(random: Random, config: Seq2SeqConfig): Seq2SeqParams {
  const { sourceVocabulary, targetVocabulary, width: D, inner: F } = config;
  const { encoderLayers, decoderLayers } = config;
  expectCount('initSeq2Seq', 'encoderLayers', encoderLayers);
  expectCount('initSeq2Seq', 'decoderLayers', decoderLayers);
  const V = targetVocabulary ?? sourceVocabulary;
  const pre = config.norm === 'pre';
  return {
    source: initPlacedEmbedding(random, sourceVocabulary, config),
    ...(targetVocabulary === undefined ? {} : { target: initPlacedEmbedding(random, V, config) }),
    encoder: Array.from({ length: encoderLayers }, () => initEncoderLayer(random, D, F, config)),
    ...(pre ? { encoderNorm: initLastNorm(config) } : {}),
    decoder: Array.from({ length: decoderLayers }, () => initDecoderLayer(random, D, F, config)),
    ...(pre ? { decoderNorm: initLastNorm(config) } : {}),
    ...(config.tied === false ? { logits: initLinear(random, D, V) } : {}),
  };
}

type PlaceConfig = Pick<TextModelConfig, 'width' | 'positions' | 'scaled' | 'maxLength' | 'tied'>;

/**
 * Table: variance 1, or 1 / D if the table is multiplied by √D or gives logits too, which must not
 * start out large. Learned positions: standard deviation 0.02, as BERT's.
 */
function initPlacedEmbedding(random: Random, V: number, config: PlaceConfig): EmbeddingParams {
  const { width: D, positions, scaled = false, tied = true, maxLength } = config;
  const { table } = initEmbedding(random, V, D);
  const small = scaled || tied ? shrink(table, D ** -0.5) : table;
  if (positions !== 'learned') return { table: small };
  if (maxLength === undefined) {
    throw new ModelError('initEmbedding', 'maxLength with learned positions', 'none');
  }
  const places = initEmbedding(random, maxLength, D).table;
  return { table: small, places: shrink(places, 0.02) };
}

function shrink(table: tf.Tensor2D, factor: number): tf.Tensor2D {
  const smaller = tf.tidy(() => tf.mul<tf.Tensor2D>(table, factor));
  table.dispose();
  return smaller;
}

function initLastNorm({ width: D, normKind }: Pick<TextModelConfig, 'width' | 'normKind'>) {
  return normKind === 'rms' ? { gain: tf.ones<tf.Rank.R1>([D]) } : initNorm(D);
}
