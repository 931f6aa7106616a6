import * as tf from '@tensorflow/tfjs-core';
import type { Call, Inputs, Kernel } from './wasm.ts';

type Sum = Call<Inputs<'x'>, tf.SumAttrs>;

/**
 * The sum along axes.
 *
 * Upstream (tfjs 4.22, `Sum.ts`) transposes a tensor whose first axes are summed, and then sums its
 * rows. Every bias gets its gradient that way, [B·T, F] → [F]. Here such columns are summed in place.
 */
export const sum =
  (stock: Kernel) =>
  (call: Sum): tf.TensorInfo =>
    sumsColumns(call) ? sumColumns(call) : stock(call);

/** Whether the axes are the first ones, and not all. */
function sumsColumns({ inputs: { x }, attrs }: Sum): boolean {
  const axes = tf.util.parseAxisParam(attrs.axis, x.shape).toSorted((a, b) => a - b);
  const first = axes.every((axis, i) => axis === i);
  return x.dtype === 'float32' && first && axes.length > 0 && axes.length < x.shape.length;
}

function sumColumns({ inputs: { x }, backend, attrs }: Sum): tf.TensorInfo {
  const axes = tf.util.parseAxisParam(attrs.axis, x.shape);
  const kept = x.shape.slice(axes.length);
  const width = tf.util.sizeFromShape(kept);
  const shape = attrs.keepDims ? [...axes.map(() => 1), ...kept] : kept;
  const out = backend.makeOutput(shape, 'float32');
  const totals = new Float64Array(width);
  const from = backend.typedArrayFromHeap(x);
  for (let start = 0; start < from.length; start += width) {
    for (let i = 0; i < width; i++) totals[i] = (totals[i] ?? 0) + (from[start + i] ?? 0);
  }
  backend.typedArrayFromHeap(out).set(totals);
  return out;
}
