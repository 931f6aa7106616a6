import * as tf from '@tensorflow/tfjs-core';
import type { Size } from './graphs.ts';

/**
 * The matrix products of a layer and nothing else, each in its quickest form: what the machine can do
 * at these sizes.
 */
export function products({ B, T, D, H, F }: Size): {
  run: () => void;
  /** Floating-point operations. */
  work: number;
  dispose: () => void;
} {
  const K = D / H;
  const shapes: [times: number, left: number[], right: number[]][] = [
    [4, [B * T, D], [D, D]],
    [1, [B * T, D], [D, F]],
    [1, [B * T, F], [F, D]],
    [1, [B * H, T, K], [B * H, K, T]],
    [1, [B * H, T, T], [B * H, T, K]],
  ];
  const pairs = shapes.flatMap(([times, left, right]) =>
    Array.from({ length: times }, () => [tf.randomUniform(left), tf.randomUniform(right)] as const),
  );
  return {
    run: () => pairs.forEach(([a, b]) => tf.matMul(a, b).dispose()),
    work: 2 * (4 * B * T * D * D + 2 * B * T * D * F + 2 * B * H * T * T * K),
    dispose: () => pairs.flat().forEach((tensor) => tensor.dispose()),
  };
}
