import * as tf from '@tensorflow/tfjs-core';
import {
  createRandom,
  decoderLayer,
  embed,
  encoderLayer,
  feedForward,
  initAttention,
  initDecoderLayer,
  initEmbedding,
  initEncoderLayer,
  initFeedForward,
  initLinear,
  initNorm,
  layerNorm,
  linear,
  maskedSoftmax,
  multiHeadAttention,
  paddingMask,
  scaledDotProductAttention,
} from '../../../../src/model/index.ts';
import { B, D, F, H, S, T, layerCase, normal, roughen } from './support.ts';
import type { Case } from './support.ts';

/** Every layer, masked where it can be, with a row that has nothing to attend to. */
export function layerCases(): Case[] {
  const random = createRandom(7);
  const x = () => normal<tf.Rank.R3>(random, [B, T, D]);
  const memory = () => normal<tf.Rank.R3>(random, [B, S, D]);
  const heads = (rows: number) => normal<tf.Rank.R4>(random, [B, H, rows, D / H]);
  const rough = <P extends object>(params: P) => roughen(random, params);
  const ids = tf.tensor2d([0, 3, 3, 1, 2, 0], [B, T], 'int32');
  const empty = paddingMask([4, 0], S);
  const emptySelf = paddingMask([3, 0], T);
  const target = paddingMask([3, 2], T);
  return [
    layerCase('linear', { params: rough(initLinear(random, D, F)), x: x() }, ({ params, x }) =>
      linear(params, x),
    ),
    layerCase('layerNorm', { params: rough(initNorm(D)), x: x() }, ({ params, x }) =>
      layerNorm(params, x),
    ),
    layerCase(
      'feedForward',
      { params: rough(initFeedForward(random, D, F)), x: x() },
      ({ params, x }, tap) => feedForward(params, x, tap),
    ),
    layerCase('embed', { params: initEmbedding(random, 4, D) }, ({ params }, tap) =>
      embed(params, ids, { tap }),
    ),
    layerCase(
      'embed without positions',
      { params: initEmbedding(random, 4, D) },
      ({ params }, tap) => embed(params, ids, { positions: false, tap }),
    ),
    layerCase('maskedSoftmax', { scores: normal(random, [B, H, T, S]) }, ({ scores }) =>
      maskedSoftmax(scores),
    ),
    layerCase('maskedSoftmax, masked', { scores: normal(random, [B, H, T, S]) }, ({ scores }) =>
      maskedSoftmax(scores, empty),
    ),
    layerCase(
      'scaledDotProductAttention',
      { query: heads(T), key: heads(S), value: heads(S) },
      ({ query, key, value }, tap) =>
        scaledDotProductAttention(query, key, value, { mask: empty, temperature: 0.8, tap }),
    ),
    layerCase(
      'multiHeadAttention, self',
      { params: rough(initAttention(random, D)), x: x() },
      ({ params, x }, tap) => multiHeadAttention(params, x, x, { heads: H, tap }),
    ),
    layerCase(
      'multiHeadAttention, cross, masked',
      { params: rough(initAttention(random, D)), x: x(), memory: memory() },
      ({ params, x, memory }, tap) =>
        multiHeadAttention(params, x, memory, { heads: H, mask: empty, temperature: 2, tap }),
    ),
    ...(['post', 'pre'] as const).flatMap((norm) => [
      layerCase(
        `encoderLayer, ${norm}`,
        { params: rough(initEncoderLayer(random, D, F)), x: x() },
        ({ params, x }, tap) => encoderLayer(params, x, { heads: H, norm, mask: emptySelf, tap }),
      ),
      layerCase(
        `decoderLayer, ${norm}`,
        { params: rough(initDecoderLayer(random, D, F)), x: x(), memory: memory() },
        ({ params, x, memory }, tap) =>
          decoderLayer(params, x, memory, {
            heads: H,
            norm,
            mask: target,
            memoryMask: empty,
            tap,
          }),
      ),
    ]),
  ];
}
