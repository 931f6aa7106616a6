import type * as tf from '@tensorflow/tfjs-core';
import type { Extent } from '../video/count.ts';
import type { Call, Inputs } from './wasm.ts';

/** A name of our own: tfjs has no such kernel. It has no gradient. */
export const UPSAMPLE = 'Upsample';

interface Attributes {
  readonly stride: Extent;
  /** How many of the first frame's copies are left out. */
  readonly skipped: number;
}

/**
 * `upsample` in one pass: [B, n, y, x, C] → [B, N, Y, X, C].
 *
 * tfjs computes it by concatenating copies along one axis after the other.
 */
export function upsample({
  inputs: { x },
  backend,
  attrs: { stride, skipped },
}: Call<Inputs<'x'>, Attributes>): tf.TensorInfo {
  const [B = 0, frames = 0, height = 0, width = 0, C = 0] = x.shape;
  const [N, Y, X] = [
    frames * stride.frames - skipped,
    height * stride.height,
    width * stride.width,
  ];
  const out = backend.makeOutput([B, N, Y, X, C], 'float32');
  const [from, to] = [backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(out)];
  for (let row = 0; row < B * N * Y; row++) {
    const [b, n, y] = [Math.floor(row / (N * Y)), Math.floor(row / Y) % N, row % Y];
    const frame = b * frames + Math.floor((n + skipped) / stride.frames);
    const start = (frame * height + Math.floor(y / stride.height)) * width * C;
    spread(from, start, to, row * X * C, { X, C, times: stride.width });
  }
  return out;
}

interface Row {
  readonly X: number;
  readonly C: number;
  readonly times: number;
}

/** Writes a row of X cells, in which each cell comes `times` times. */
function spread(
  from: tf.TypedArray,
  start: number,
  to: tf.TypedArray,
  begin: number,
  { X, C, times }: Row,
): void {
  for (let cell = 0; cell < X; cell++) {
    const at = start + Math.floor(cell / times) * C;
    for (let c = 0; c < C; c++) to[begin + cell * C + c] = from[at + c] ?? 0;
  }
}
