import * as tf from '@tensorflow/tfjs-core';
import type { Call, Inputs } from './wasm.ts';

type Segments = Call<Inputs<'x' | 'segmentIds'>, tf.UnsortedSegmentSumAttrs>;

/**
 * Sums rows by the segment that each belongs to: [N, ...] and ids [N] → [segments, ...].
 *
 *     y[s] = Σ x[n] over all n with id[n] = s
 *
 * Upstream (tfjs 4.22) has no such kernel for wasm, so `tf.gather` has no gradient there. As on the
 * other backends, a row whose id is no segment is left out.
 */
export function unsortedSegmentSum({ inputs, backend, attrs }: Segments): tf.TensorInfo {
  const { x, segmentIds } = inputs;
  const { numSegments } = attrs;
  const [, ...inner] = x.shape;
  const width = tf.util.sizeFromShape(inner);
  const out = backend.makeOutput([numSegments, ...inner], x.dtype);
  const [from, to] = [backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(out).fill(0)];
  backend.typedArrayFromHeap(segmentIds).forEach((id, row) => {
    if (id >= 0 && id < numSegments) addRow(to, id * width, from, row * width, width);
  });
  return out;
}

function addRow(
  to: tf.TypedArray,
  start: number,
  from: tf.TypedArray,
  begin: number,
  width: number,
): void {
  for (let i = 0; i < width; i++) to[start + i] = (to[start + i] ?? 0) + (from[begin + i] ?? 0);
}
