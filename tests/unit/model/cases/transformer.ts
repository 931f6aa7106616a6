import * as tf from '@tensorflow/tfjs-core';
import {
  createRandom,
  initSeq2Seq,
  initTextModel,
  seq2seq,
  textLogits,
  tokenMask,
} from '../../../../src/model/index.ts';
import type { Seq2SeqConfig, TextModelConfig } from '../../../../src/model/index.ts';
import { layerCase, roughen } from './support.ts';
import type { Case } from './support.ts';

/** Text models that differ in every switch of the config, between them. */
export const textConfigs: Readonly<Record<string, TextModelConfig>> = {
  'reader, learned positions, post-norm': {
    vocabulary: 7,
    width: 8,
    heads: 2,
    inner: 12,
    layers: 2,
    positions: 'learned',
    maxLength: 6,
    activation: 'geluTanh',
  },
  'language model, rotary, pre-norm': {
    vocabulary: 7,
    width: 8,
    heads: 4,
    keyValueHeads: 2,
    inner: 12,
    layers: 2,
    causal: true,
    norm: 'pre',
    normKind: 'rms',
    activation: 'swiglu',
    positions: 'rotary',
    tied: false,
  },
  'language model, ALiBi, window': {
    vocabulary: 7,
    width: 8,
    heads: 2,
    inner: 12,
    layers: 2,
    causal: true,
    activation: 'gelu',
    positions: 'alibi',
    window: 2,
  },
};

const translator = {
  width: 8,
  heads: 2,
  inner: 12,
  encoderLayers: 2,
  decoderLayers: 2,
  padding: 0,
  // Smooth, because a slope is measured across the kinks of ReLU.
  activation: 'gelu',
} as const;

/** Encoder-decoders. */
export const seq2seqConfigs: Readonly<Record<string, Seq2SeqConfig>> = {
  'as in 2017: one table, scaled, tied, post-norm': {
    ...translator,
    sourceVocabulary: 7,
    scaled: true,
  },
  'two tables, own logits, pre-norm': {
    ...translator,
    sourceVocabulary: 7,
    targetVocabulary: 9,
    norm: 'pre',
    tied: false,
  },
};

const IDS = [
  [3, 1, 4, 1, 5],
  [2, 6, 5, 0, 0],
];
const TARGET = [
  [1, 2, 6, 3],
  [1, 5, 4, 0],
];

export function transformerCases(): Case[] {
  const random = createRandom(9);
  const [ids, target] = [tf.tensor2d(IDS, [2, 5], 'int32'), tf.tensor2d(TARGET, [2, 4], 'int32')];
  const mask = tokenMask(ids, 0);
  return [
    ...Object.entries(textConfigs).map(([name, config]) =>
      layerCase(
        `textLogits: ${name}`,
        { params: roughen(random, initTextModel(random, config)) },
        ({ params }, tap) => textLogits(params, config, ids, { mask, tap }),
        { slopeTolerance: 2e-2 },
      ),
    ),
    ...Object.entries(seq2seqConfigs).map(([name, config]) =>
      layerCase(
        `seq2seq: ${name}`,
        { params: roughen(random, initSeq2Seq(random, config)) },
        ({ params }, tap) => seq2seq(params, config, ids, target, tap),
        { slopeTolerance: 2e-2 },
      ),
    ),
  ];
}
