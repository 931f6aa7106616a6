import * as tf from '@tensorflow/tfjs-core';

/** Along which axis the tokens of a clip attend: all at once, within a frame, or over time. */
export type FoldAxis = 'joint' | 'space' | 'time';

/**
 * The tokens of a clip as sequences that attend among themselves, N frames of S places:
 *
 *     joint: [B, N, S, D] → [B, N·S, D]     space: → [B·N, S, D]     time: → [B·S, N, D]
 *
 * Bertasius et al. 2021 (TimeSformer); Ma et al. 2024 (Latte).
 */
export function foldClip(x: tf.Tensor4D, axis: FoldAxis): tf.Tensor3D {
  const [B, N, S, D] = x.shape;
  if (axis === 'joint') return tf.reshape(x, [B, N * S, D]); // [B, N·S, D]
  if (axis === 'space') return tf.reshape(x, [B * N, S, D]); // [B·N, S, D]
  return tf.tidy(() => tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [B * S, N, D])); // [B·S, N, D]
}

/** The inverse of {@link foldClip}: → [B, N, S, D]. */
export function unfoldClip(
  x: tf.Tensor3D,
  axis: FoldAxis,
  [B, N, S]: readonly [B: number, N: number, S: number],
): tf.Tensor4D {
  if (axis !== 'time') return tf.reshape(x, [B, N, S, -1]); // [B, N, S, D]
  return tf.tidy(() => tf.transpose(tf.reshape(x, [B, S, N, -1]), [0, 2, 1, 3])); // [B, N, S, D]
}
