import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { expectShape } from '../check.ts';

/** The inputs of a call: a model always hands over a list. */
export function tensorsOf(inputs: tf.Tensor | readonly tf.Tensor[]): readonly tf.Tensor[] {
  return inputs instanceof tf.Tensor ? [inputs] : inputs;
}

/** The shapes of one input or of several. */
export function shapesOf(shape: Shape | Shape[]): readonly Shape[] {
  return Array.isArray(shape[0]) ? (shape as Shape[]) : [shape as Shape];
}

/** The mask of the first input. A model of several inputs may hold a list of masks. */
export function firstMask(
  mask: tf.Tensor | null | readonly (tf.Tensor | null)[] | undefined,
): tf.Tensor | undefined {
  const [first] = mask instanceof tf.Tensor || !mask ? [mask] : mask;
  return first ?? undefined;
}

/**
 * A padding mask as a mask of keys: [B, S] → [B, 1, 1, S].
 *
 * @param x [B, S, D], what it is the padding of
 * @throws ModelError if there is not one entry a token.
 */
export function keyMask(
  where: string,
  mask: tf.Tensor | undefined,
  x: tf.Tensor3D,
): tf.Tensor4D | undefined {
  if (!mask) return undefined;
  const [B, S] = x.shape;
  expectShape(where, 'a mask', mask, [B, S]);
  return tf.reshape<tf.Rank.R4>(tf.cast(mask, 'float32'), [B, 1, 1, S]); // [B, 1, 1, S]
}
