import type * as tf from '@tensorflow/tfjs-core';
import type { Call, Inputs } from './wasm.ts';

/** A name of our own: tfjs has no such kernel. It has no gradient. */
export const EMBEDDING = 'Embedding';

type Given = Inputs<'table' | 'ids'> & Partial<Inputs<'places'>>;

interface Attributes {
  readonly scale: number;
}

/** `embed`: rows of the table [V, D] by ids [B, T], scaled, and places [T, D] added → [B, T, D]. */
export function embedding({
  inputs: { table, ids, places },
  backend,
  attrs: { scale },
}: Call<Given, Attributes>): tf.TensorInfo {
  const [, D = 0] = table.shape;
  const out = backend.makeOutput([...ids.shape, D], 'float32');
  const [from, to] = [backend.typedArrayFromHeap(table), backend.typedArrayFromHeap(out)];
  const added = places ? backend.typedArrayFromHeap(places) : new Float32Array(D);
  backend.typedArrayFromHeap(ids).forEach((id, at) => {
    const place = (at * D) % added.length;
    for (let d = 0; d < D; d++) {
      to[at * D + d] = scale * (from[id * D + d] ?? 0) + (added[place + d] ?? 0);
    }
  });
  return out;
}
