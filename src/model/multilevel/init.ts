import * as tf from '@tensorflow/tfjs-core';
import { expectCount } from '../check.ts';
import { ModelError } from '../error.ts';
import type { LayerConfig } from '../config.ts';
import { initAttention, initEmbedding, initEncoderLayer, initLinear, initNorm } from '../init.ts';
import type { EncoderLayerParams } from '../params.ts';
import type { Random } from '../random.ts';
import type { DocumentConfig, FactorizedConfig, WindowEncoderConfig } from './config.ts';
import { countDistances } from './geometry.ts';
import type { WindowSize } from './geometry.ts';
import type {
  DividedLayerParams,
  DocumentParams,
  FactorizedParams,
  MergeParams,
  PoolingParams,
  WindowBlockParams,
  WindowEncoderParams,
} from './params.ts';

/** How the weights of this folder start. The caller owns the tensors. */

/** Hidden: as any linear layer. Context: normal with variance 1 / D, so that scores are small. */
export function initPooling(random: Random, D: number): PoolingParams {
  const draw = () => random.normal() * D ** -0.5;
  return {
    hidden: initLinear(random, D, D),
    context: tf.tensor1d(Float32Array.from({ length: D }, draw)),
  };
}

export function initDocument(random: Random, config: DocumentConfig): DocumentParams {
  const { vocabulary: V, width: D } = config;
  return {
    embedding: initEmbedding(random, V, D),
    words: initLayers(random, config, config.wordLayers),
    wordPool: initPooling(random, D),
    sentences: initLayers(random, config, config.sentenceLayers),
    sentencePool: initPooling(random, D),
  };
}

/** Table: normal with standard deviation 0.02 (Liu et al. 2021 take the same, truncated). */
export function initWindowBlock(
  random: Random,
  config: LayerConfig,
  windowSize: WindowSize,
): WindowBlockParams {
  const { width: D, inner: F, heads: H } = config;
  const rows = countDistances(windowSize);
  const draw = () => random.normal() * 0.02;
  const table = Float32Array.from({ length: rows * H }, draw);
  return { ...initEncoderLayer(random, D, F, config), relative: tf.tensor2d(table, [rows, H]) };
}

/** `neighbors` is 2 on a sequence and 4 on a grid. */
export function initMerge(random: Random, D: number, neighbors: 2 | 4): MergeParams {
  return { norm: initNorm(neighbors * D), reduce: initLinear(random, neighbors * D, 2 * D) };
}

export function initWindowEncoder(
  random: Random,
  config: WindowEncoderConfig,
): WindowEncoderParams {
  const { width, inner, heads, windowSize, depths } = config;
  if (depths.length === 0) throw new ModelError('initWindowEncoder', 'one depth a stage', 'none');
  const neighbors = windowSize[0] === 1 ? 2 : 4;
  const stages = depths.map((depth, i) => {
    expectCount('initWindowEncoder', 'depths', depth);
    const scale = 2 ** i;
    const sizes = { ...config, width: width * scale, inner: inner * scale, heads: heads * scale };
    const merge = i === 0 ? {} : { merge: initMerge(random, (width * scale) / 2, neighbors) };
    const block = () => initWindowBlock(random, sizes, windowSize);
    return { ...merge, blocks: Array.from({ length: depth }, block) };
  });
  return { stages, norm: initNorm(width * 2 ** (depths.length - 1)) };
}

export function initDividedLayer(random: Random, config: LayerConfig): DividedLayerParams {
  const { width: D, inner: F } = config;
  return {
    time: initAttention(random, D),
    timeNorm: initNorm(D),
    ...initEncoderLayer(random, D, F, config),
  };
}

export function initFactorized(random: Random, config: FactorizedConfig): FactorizedParams {
  return {
    space: initLayers(random, config, config.spaceLayers),
    time: initLayers(random, config, config.timeLayers),
  };
}

function initLayers(random: Random, config: LayerConfig, count: number): EncoderLayerParams[] {
  const { width: D, inner: F } = config;
  return Array.from({ length: count }, () => initEncoderLayer(random, D, F, config));
}
