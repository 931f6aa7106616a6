import * as tf from '@tensorflow/tfjs-core';
import { initAttention, initFeedForward, initLinear } from '../init.ts';
import type {
  AttentionParams,
  EmbeddingParams,
  FeedForwardParams,
  LinearParams,
} from '../params.ts';
import type { Random } from '../random.ts';
import { ditSizes } from './config.ts';
import type { DitConfig } from './config.ts';
import { expectConfig } from './dit-check.ts';
import type { TimestepParams } from './timestep.ts';

export interface DitBlockParams {
  /** D → 6D: a shift, a scale and a gate for attention, and the same for the MLP. */
  readonly modulation: LinearParams;
  readonly self: AttentionParams;
  /** Attention to a text, if there is one. Its keys and values read the text's width. */
  readonly cross?: AttentionParams | undefined;
  readonly mlp: FeedForwardParams;
}

export interface FinalLayerParams {
  /** D → 2D: a shift and a scale. */
  readonly modulation: LinearParams;
  /** D → the numbers of a patch. */
  readonly output: LinearParams;
}

export interface DitParams {
  /** The numbers of a patch → D. */
  readonly patches: LinearParams;
  readonly time: TimestepParams;
  /** One row a class and one for no class, if the condition is a class. */
  readonly label?: EmbeddingParams | undefined;
  readonly blocks: readonly DitBlockParams[];
  readonly final: FinalLayerParams;
}

/**
 * Modulation: zeros, so that both gates are 0 and the block starts as the identity (Peebles and Xie
 * 2022, section 3.2, adaLN-Zero). A text's attention: its output layer is zero as well, for the same
 * end (Chen et al. 2023, PixArt-α, section 2.3). Everything else: as in a Transformer.
 */
export function initDitBlock(
  random: Random,
  D: number,
  F: number,
  textWidth?: number,
): DitBlockParams {
  return {
    modulation: zeroLinear(D, 6 * D),
    self: initAttention(random, D),
    ...(textWidth === undefined ? {} : { cross: initCross(random, D, textWidth) }),
    mlp: initFeedForward(random, D, F),
  };
}

/** All zeros: the network starts by predicting 0 (Peebles and Xie 2022, section 3.2). */
export function initFinalLayer(D: number, patchOut: number): FinalLayerParams {
  return { modulation: zeroLinear(D, 2 * D), output: zeroLinear(D, patchOut) };
}

/** Two linear layers, normal with deviation 0.02 (Peebles and Xie 2022, `models.py`). */
export function initTimestep(random: Random, frequencies: number, D: number): TimestepParams {
  return {
    inner: smallLinear(random, frequencies, D),
    outer: smallLinear(random, D, D),
  };
}

/** One row a class and one for none, normal with deviation 0.02 (as above). */
export function initLabels(random: Random, classes: number, D: number): EmbeddingParams {
  return { table: smallNormal(random, classes + 1, D) };
}

/** The whole network. The caller owns the tensors. */
export function initDit(random: Random, config: DitConfig): DitParams {
  expectConfig('initDit', config);
  const { D, F, patchIn, patchOut, frequencies } = ditSizes(config);
  const { condition, layers } = config;
  const textWidth = condition.kind === 'cross' ? condition.textWidth : undefined;
  return {
    patches: initLinear(random, patchIn, D),
    time: initTimestep(random, frequencies, D),
    ...(condition.kind === 'adaLN' ? { label: initLabels(random, condition.classes, D) } : {}),
    blocks: Array.from({ length: layers }, () => initDitBlock(random, D, F, textWidth)),
    final: initFinalLayer(D, patchOut),
  };
}

function initCross(random: Random, D: number, textWidth: number): AttentionParams {
  return {
    query: initLinear(random, D, D),
    key: initLinear(random, textWidth, D),
    value: initLinear(random, textWidth, D),
    output: zeroLinear(D, D),
  };
}

function zeroLinear(D: number, F: number): LinearParams {
  return { weight: tf.zeros([D, F]), bias: tf.zeros([F]) };
}

function smallLinear(random: Random, D: number, F: number): LinearParams {
  return { weight: smallNormal(random, D, F), bias: tf.zeros([F]) };
}

function smallNormal(random: Random, rows: number, columns: number): tf.Tensor2D {
  const data = Float32Array.from({ length: rows * columns }, () => 0.02 * random.normal());
  return tf.tensor2d(data, [rows, columns]);
}
