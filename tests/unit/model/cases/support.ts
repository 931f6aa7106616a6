import * as tf from '@tensorflow/tfjs-core';
import { mapParams } from '../../../../src/model/index.ts';
import type { Random, Tap } from '../../../../src/model/index.ts';

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
  /** How far a numeric slope may be off: whole models add up the rounding of many layers. */
  readonly slopeTolerance?: number;
}

/** A case, with the types of its inputs checked against its forward pass. */
export function layerCase<I extends Readonly<Record<string, object>>>(
  name: string,
  inputs: I,
  forward: (inputs: I, tap?: Tap) => tf.Tensor,
  options: Pick<Case, 'slopeTolerance'> = {},
): Case {
  return { name, inputs, forward, ...options };
}
