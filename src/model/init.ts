import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from './activation.ts';
import { expectDivisible } from './check.ts';
import { ModelError } from './error.ts';
import type { LayerConfig } from './config.ts';
import type {
  AnyNormParams,
  AttentionParams,
  DecoderLayerParams,
  EmbeddingParams,
  EncoderLayerParams,
  ExpertsParams,
  FeedForwardParams,
  LinearParams,
  NormParams,
} from './params.ts';
import { createRandom, hashSeed } from './random.ts';
import type { Random } from './random.ts';

/**
 * Every rule of initialization, in one place. The caller owns the tensors: free them with
 * `disposeParams`.
 */

/**
 * Weight: Glorot uniform, in ±√(6 / (in + out)), so that the variance of a signal survives both
 * the forward and the backward pass (Glorot and Bengio 2010, section 4.2). Bias: zeros.
 */
export function initLinear(random: Random, D: number, F: number): LinearParams {
  const limit = Math.sqrt(6 / (D + F));
  const draw = () => (2 * random.uniform() - 1) * limit;
  return { weight: tf.tensor2d(fill(D * F, draw), [D, F]), bias: tf.zeros([F]) };
}

/** Gain: ones. Bias: zeros. At the start the layer only normalizes. */
export function initNorm(D: number): NormParams {
  return { gain: tf.ones([D]), bias: tf.zeros([D]) };
}

/**
 * Table: standard normal, so that a token weighs as much as its position, whose sines and cosines
 * are of the order of 1. (The 2017 paper, section 3.4, gets there by multiplying with √D instead.)
 */
export function initEmbedding(random: Random, V: number, D: number): EmbeddingParams {
  return { table: tf.tensor2d(fill(V * D, random.normal), [V, D]) };
}

/** Table: standard normal, one stream a word, so that a word keeps its vector in any sentence. */
export function initWordEmbedding(
  seed: number,
  words: readonly string[],
  D: number,
): EmbeddingParams {
  const rows = words.map((word) => fill(D, createRandom(hashSeed(seed, word)).normal));
  const data = Float32Array.from(rows.flatMap((row) => Array.from(row)));
  return { table: tf.tensor2d(data, [words.length, D]) };
}

/** Four linear layers D → D; keys and values may be narrower: `width` is G·K. */
export function initAttention(random: Random, D: number, width = D): AttentionParams {
  return {
    query: initLinear(random, D, D),
    key: initLinear(random, D, width),
    value: initLinear(random, D, width),
    output: initLinear(random, D, D),
  };
}

/** Two linear layers, D → F → D, and for SwiGLU a gate D → F. */
export function initFeedForward(
  random: Random,
  D: number,
  F: number,
  activation: Activation = 'relu',
): FeedForwardParams {
  const layers = { inner: initLinear(random, D, F), outer: initLinear(random, F, D) };
  return activation === 'swiglu' ? { ...layers, gate: initLinear(random, D, F) } : layers;
}

/** A router D → E, and E feed-forward networks. */
export function initExperts(
  random: Random,
  D: number,
  F: number,
  E: number,
  activation?: Activation,
): ExpertsParams {
  const experts = Array.from({ length: E }, () => initFeedForward(random, D, F, activation));
  return { router: initLinear(random, D, E), experts };
}

/** What a layer's config may vary in its weights. */
export type LayerVariant = Partial<
  Pick<LayerConfig, 'heads' | 'keyValueHeads' | 'normKind' | 'activation' | 'experts'>
>;

export function initEncoderLayer(
  random: Random,
  D: number,
  F: number,
  variant: LayerVariant = {},
): EncoderLayerParams {
  return {
    self: initAttention(random, D, keyWidth(D, variant)),
    norm1: initNormKind(D, variant),
    ffn: initThinking(random, D, F, variant),
    norm2: initNormKind(D, variant),
  };
}

export function initDecoderLayer(
  random: Random,
  D: number,
  F: number,
  variant: LayerVariant = {},
): DecoderLayerParams {
  return {
    self: initAttention(random, D, keyWidth(D, variant)),
    norm1: initNormKind(D, variant),
    cross: initAttention(random, D, keyWidth(D, variant)),
    norm2: initNormKind(D, variant),
    ffn: initThinking(random, D, F, variant),
    norm3: initNormKind(D, variant),
  };
}

/** G·K */
function keyWidth(D: number, { heads: H = 1, keyValueHeads: G = H }: LayerVariant): number {
  expectDivisible('initAttention', D, H);
  if (H % G !== 0) throw new ModelError('initAttention', `a divisor of ${H} heads`, `${G} heads`);
  return (D / H) * G;
}

function initNormKind(D: number, { normKind }: LayerVariant): AnyNormParams {
  return normKind === 'rms' ? { gain: tf.ones<tf.Rank.R1>([D]) } : initNorm(D);
}

function initThinking(
  random: Random,
  D: number,
  F: number,
  { activation, experts }: LayerVariant,
): FeedForwardParams | ExpertsParams {
  return experts
    ? initExperts(random, D, F, experts.count, activation)
    : initFeedForward(random, D, F, activation);
}

function fill(length: number, draw: () => number): Float32Array {
  return Float32Array.from({ length }, draw);
}
