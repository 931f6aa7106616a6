import * as tf from '@tensorflow/tfjs-core';
import type {
  AttentionParams,
  DecoderLayerParams,
  EmbeddingParams,
  EncoderLayerParams,
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

/** Four linear layers D → D. */
export function initAttention(random: Random, D: number): AttentionParams {
  return {
    query: initLinear(random, D, D),
    key: initLinear(random, D, D),
    value: initLinear(random, D, D),
    output: initLinear(random, D, D),
  };
}

/** Two linear layers, D → F → D. */
export function initFeedForward(random: Random, D: number, F: number): FeedForwardParams {
  return { inner: initLinear(random, D, F), outer: initLinear(random, F, D) };
}

export function initEncoderLayer(random: Random, D: number, F: number): EncoderLayerParams {
  return {
    self: initAttention(random, D),
    norm1: initNorm(D),
    ffn: initFeedForward(random, D, F),
    norm2: initNorm(D),
  };
}

export function initDecoderLayer(random: Random, D: number, F: number): DecoderLayerParams {
  return {
    self: initAttention(random, D),
    norm1: initNorm(D),
    cross: initAttention(random, D),
    norm2: initNorm(D),
    ffn: initFeedForward(random, D, F),
    norm3: initNorm(D),
  };
}

function fill(length: number, draw: () => number): Float32Array {
  return Float32Array.from({ length }, draw);
}
