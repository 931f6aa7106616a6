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
  mapParams,
  maskedSoftmax,
  multiHeadAttention,
  paddingMask,
  scaledDotProductAttention,
} from '../../../src/model/index.ts';
import type { Random, Tap } from '../../../src/model/index.ts';

export const B = 2;
export const T = 3;
export const S = 5;
export const D = 8;
export const F = 12;
export const H = 2;

/** Random values of a shape. */
export function normal<R extends tf.Rank>(random: Random, shape: tf.ShapeMap[R]): tf.Tensor<R> {
  const size = (shape as number[]).reduce((product, n) => product * n, 1);
  return tf.tensor(Float32Array.from({ length: size }, random.normal), shape);
}

/** The tree with noise added to every tensor, so that no bias is 0 and no gain is 1. */
export function roughen<P extends object>(random: Random, params: P): P {
  return mapParams(params, (_, tensor) =>
    tf.add(tensor, tf.mul(normal(random, tensor.shape as [number]), 0.3)),
  );
}

/** A layer with everything that it needs: named tensors in, one tensor out. */
export interface Case {
  readonly name: string;
  /** Tensors and parameter trees, by name. */
  readonly inputs: Readonly<Record<string, object>>;
  readonly forward: (inputs: never, tap?: Tap) => tf.Tensor;
}

/** Every layer, masked where it can be, with a row that has nothing to attend to. */
export function cases(): Case[] {
  const random = createRandom(7);
  const x = () => normal<tf.Rank.R3>(random, [B, T, D]);
  const memory = () => normal<tf.Rank.R3>(random, [B, S, D]);
  const heads = (rows: number) => normal<tf.Rank.R4>(random, [B, H, rows, D / H]);
  const rough = <P extends object>(params: P) => roughen(random, params);
  const ids = tf.tensor2d([0, 3, 3, 1, 2, 0], [B, T], 'int32');
  const empty = paddingMask([4, 0], S);
  const emptySelf = paddingMask([3, 0], T);
  const target = paddingMask([3, 2], T);
  const layerCase = <I extends Readonly<Record<string, object>>>(
    name: string,
    inputs: I,
    forward: (inputs: I, tap?: Tap) => tf.Tensor,
  ): Case => ({ name, inputs, forward });
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
