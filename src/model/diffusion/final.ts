import * as tf from '@tensorflow/tfjs-core';
import { expectFinite, expectShape } from '../check.ts';
import { linear } from '../linear.ts';
import { noTap } from '../tap.ts';
import type { Tap } from '../tap.ts';
import { modulatedNorm, modulation } from './modulate.ts';
import type { FinalLayerParams } from './params.ts';

/** The modulation vectors of the final layer, in the order of its weights. */
export const FINAL_VECTORS = ['shift', 'scale'] as const;

/**
 * The last layer of the diffusion transformer: tokens x [B, T, D] → patches [B, T, ·].
 *
 *     y = (norm(x)·(1 + scale) + shift)·W + b,   (shift, scale) from the condition c
 *
 * Peebles and Xie 2022, section 3.2. It starts at 0, and so does the network's prediction.
 * Taps: `activated`, `shift`, `scale`, `norm`, `modulated`, `output`.
 *
 * @throws ModelError if the shapes disagree, or if an input is not finite.
 */
export function finalLayer(
  params: FinalLayerParams,
  x: tf.Tensor3D,
  c: tf.Tensor2D,
  tap: Tap = noTap,
): tf.Tensor3D {
  const [B] = x.shape;
  const [D] = params.modulation.weight.shape;
  expectShape('finalLayer', 'x', x, ['B', 'T', D]);
  expectShape('finalLayer', 'c', c, [B, D]);
  expectFinite('finalLayer', 'x', x);
  expectFinite('finalLayer', 'c', c);
  return tf.tidy(() => {
    const { shift, scale } = modulation(params.modulation, c, FINAL_VECTORS, tap); // each [B, D]
    const modulated = modulatedNorm(x, shift, scale, tap, ['norm', 'modulated']); // [B, T, D]
    return tap('output', linear(params.output, modulated)); // [B, T, ·]
  });
}
