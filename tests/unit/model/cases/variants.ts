import * as tf from '@tensorflow/tfjs-core';
import {
  activate,
  addLoras,
  balanceLoss,
  causalMask,
  createRandom,
  decoderLayer,
  embed,
  encoderLayer,
  feedForward,
  initAttention,
  initDecoderLayer,
  initEmbedding,
  initEncoderLayer,
  initExperts,
  initFeedForward,
  layerOptions,
  mixtureOfExperts,
  multiHeadAttention,
  paddingMask,
  rmsNorm,
  rotate,
} from '../../../../src/model/index.ts';
import type { Activation, LayerConfig } from '../../../../src/model/index.ts';
import { B, D, F, S, T, layerCase, normal, roughen } from './support.ts';
import type { Case } from './support.ts';

/** Configs that differ from 2017 in everything, between them. */
export const variantConfigs: Readonly<Record<string, LayerConfig>> = {
  'rotary, grouped queries, RMSNorm, SwiGLU, window': {
    width: D,
    heads: 4,
    inner: F,
    keyValueHeads: 2,
    norm: 'pre',
    normKind: 'rms',
    activation: 'swiglu',
    positions: 'rotary',
    window: 2,
  },
  'ALiBi, one key/value head, experts, GELU': {
    width: D,
    heads: 4,
    inner: F,
    keyValueHeads: 1,
    activation: 'gelu',
    positions: 'alibi',
    experts: { count: 3, top: 2 },
  },
};

/** Every variant of the layers. */
export function variantCases(): Case[] {
  const random = createRandom(8);
  const x = () => normal<tf.Rank.R3>(random, [B, T, D]);
  const rough = <P extends object>(params: P) => roughen(random, params);
  const [causal, target, empty] = [causalMask(T), paddingMask([3, 2], T), paddingMask([4, 0], S)];
  const ids = tf.tensor2d([0, 3, 3, 1, 2, 0], [B, T], 'int32');
  const positions = rough({ ...initEmbedding(random, 4, D), places: tf.zeros<tf.Rank.R2>([5, D]) });
  const adapt = <P extends object>(params: P) =>
    rough(addLoras(random, params, { rank: 2, alpha: 3 }, () => true));
  return [
    ...(['relu', 'gelu', 'geluTanh', 'swiglu'] as Activation[]).flatMap((activation) => [
      layerCase(`activate, ${activation}`, { x: x() }, ({ x }) => activate(x, activation)),
      layerCase(
        `feedForward, ${activation}`,
        { params: rough(initFeedForward(random, D, F, activation)), x: x() },
        ({ params, x }, tap) => feedForward(params, x, tap, activation),
      ),
    ]),
    layerCase('rmsNorm', { gain: normal<tf.Rank.R1>(random, [D]), x: x() }, ({ gain, x }) =>
      rmsNorm({ gain }, x),
    ),
    layerCase('rotate', { x: x() }, ({ x }) => rotate(x, { offset: 3 })),
    layerCase('rotate, halves', { x: x() }, ({ x }) => rotate(x, { pairs: 'halves', base: 100 })),
    layerCase('embed, learned positions', { params: positions }, ({ params }, tap) =>
      embed(params, ids, { scaled: true, offset: 2, tap }),
    ),
    layerCase(
      'mixtureOfExperts',
      { params: rough(initExperts(random, D, F, 3)), x: x() },
      ({ params, x }, tap) => mixtureOfExperts(params, x, { top: 2, tap }),
    ),
    layerCase('balanceLoss', { scores: normal<tf.Rank.R3>(random, [B, T, 3]) }, ({ scores }) =>
      balanceLoss(scores),
    ),
    layerCase(
      'multiHeadAttention, grouped, rotary, causal',
      { params: rough(initAttention(random, D, 4)), x: x() },
      ({ params, x }, tap) =>
        multiHeadAttention(params, x, x, { heads: 4, rotary: true, mask: causal, tap }),
    ),
    layerCase(
      'multiHeadAttention, ALiBi, window',
      { params: rough(initAttention(random, D)), x: x() },
      ({ params, x }, tap) =>
        multiHeadAttention(params, x, x, { heads: 2, alibi: true, window: 2, tap }),
    ),
    layerCase(
      'encoderLayer with LoRA everywhere',
      { params: adapt(initEncoderLayer(random, D, F)), x: x() },
      ({ params, x }, tap) => encoderLayer(params, x, { heads: 2, tap }),
    ),
    ...Object.entries(variantConfigs).flatMap(([name, config]) => [
      layerCase(
        `encoderLayer, ${name}`,
        { params: rough(initEncoderLayer(random, D, F, config)), x: x() },
        ({ params, x }, tap) =>
          encoderLayer(params, x, { ...layerOptions(config), mask: target, tap }),
      ),
      layerCase(
        `decoderLayer, ${name}`,
        {
          params: rough(initDecoderLayer(random, D, F, config)),
          x: x(),
          memory: normal<tf.Rank.R3>(random, [B, S, D]),
        },
        ({ params, x, memory }, tap) =>
          decoderLayer(params, x, memory, {
            ...layerOptions(config),
            memoryMask: empty,
            tap,
          }),
      ),
    ]),
  ];
}
