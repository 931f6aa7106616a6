import * as tf from '@tensorflow/tfjs-core';
import type { Extent } from '../video/count.ts';
import { free, run } from './wasm.ts';
import type { Call, Inputs, Wasm } from './wasm.ts';

/** A name of our own, apart from tfjs's Conv3D, which wasm lacks. It has no gradient. */
export const CONVOLVE = 'Convolve';

interface Attributes {
  readonly stride: Extent;
  /** How far the window reaches back along each axis. */
  readonly before: Extent;
}

/**
 * `conv3d`: x [B, N, Y, X, C], weight [k_t, k_h, k_w, C, F], bias [F] → [B, n, y, x, F].
 *
 * The frames under the window side by side in the channels, [B·n, Y, X, k_t·C], are images, which
 * upstream convolves by XNNPACK. In plain lines the patches are copied, k_t·k_h·k_w times as many
 * numbers as the clip has.
 */
export function convolve({
  inputs: { x, weight, bias },
  backend,
  attrs: { stride, before },
}: Call<Inputs<'x' | 'weight' | 'bias'>, Attributes>): tf.TensorInfo {
  const [B = 0, N = 0] = x.shape;
  const [, height = 0, width = 0, , F = 0] = weight.shape;
  const n = Math.ceil(N / stride.frames);
  const images = stackFrames(backend, x, n, weight.shape[0] ?? 1, stride.frames, before.frames);
  const filter = stackTaps(backend, weight); // [k_h, k_w, k_t·C, F]
  const [, Y = 0, X = 0] = images.shape;
  const flat = run(
    backend,
    tf.FusedConv2D,
    { x: images, filter, bias },
    {
      strides: [stride.height, stride.width],
      pad: [
        [0, 0],
        padding(Y, height, stride.height, before.height),
        padding(X, width, stride.width, before.width),
        [0, 0],
      ],
      dilations: [1, 1],
      dataFormat: 'NHWC',
      activation: 'linear',
    },
  ); // [B·n, y, x, F]
  free(backend, images);
  free(backend, filter);
  const [, y = 0, across = 0] = flat.shape;
  return { ...flat, shape: [B, n, y, across, F] };
}

/** Zeros before and after an axis of a length. */
function padding(length: number, size: number, stride: number, before: number): [number, number] {
  const last = (Math.ceil(length / stride) - 1) * stride + size - before; // where the last window ends
  return [before, Math.max(0, last - length)];
}

/** Beside each other in the channels, the frames that a window of k sees: [B·n, Y, X, k·C]. */
function stackFrames(
  backend: Wasm,
  { dataId, dtype, shape }: tf.TensorInfo,
  n: number,
  k: number,
  stride: number,
  before: number,
): tf.TensorInfo {
  const [B = 0, N = 0, Y = 0, X = 0, C = 0] = shape;
  const out = backend.makeOutput([B * n, Y, X, k * C], 'float32');
  const from = backend.typedArrayFromHeap({ dataId, dtype, shape });
  const to = backend.typedArrayFromHeap(out).fill(0);
  for (let one = 0; one < B * n * k; one++) {
    const [image, offset] = [Math.floor(one / k), one % k];
    const frame = (image % n) * stride + offset - before;
    if (frame < 0 || frame >= N) continue;
    const start = (Math.floor(image / n) * N + frame) * Y * X * C;
    const begin = image * Y * X * k * C + offset * C;
    for (let cell = 0; cell < Y * X; cell++) {
      for (let c = 0; c < C; c++) to[begin + cell * k * C + c] = from[start + cell * C + c] ?? 0;
    }
  }
  return out;
}

/** The weights for that order: [k_t, k_h, k_w, C, F] → [k_h, k_w, k_t·C, F]. */
function stackTaps(backend: Wasm, weight: tf.TensorInfo): tf.TensorInfo {
  const [k = 0, height = 0, width = 0, C = 0, F = 0] = weight.shape;
  const out = backend.makeOutput([height, width, k * C, F], 'float32');
  const [from, to] = [backend.typedArrayFromHeap(weight), backend.typedArrayFromHeap(out)];
  const [places, size] = [height * width, C * F];
  for (let one = 0; one < k * places; one++) {
    const [offset, place] = [Math.floor(one / places), one % places];
    to.set(from.subarray(one * size, (one + 1) * size), (place * k + offset) * size);
  }
  return out;
}
