import type * as tf from '@tensorflow/tfjs-core';
import type { Call, Inputs } from './wasm.ts';

/**
 * A tensor with the same numbers, which are shared.
 *
 * Upstream (tfjs 4.22, `Identity.ts`) copies them, and tfjs clones every tensor that a gradient needs:
 * a training step copies each activation several times. No kernel writes into what it is given, so
 * sharing is safe; Reshape shares already, and all backends but wasm share here too.
 */
export function identity({ inputs: { x }, backend }: Call<Inputs<'x'>>): tf.TensorInfo {
  backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
}
