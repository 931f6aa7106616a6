import type * as Tf from '@tensorflow/tfjs-core';
import { LIMITS } from '../limits.ts';

/** What tensors hold. */
export interface Meter {
  /** The most bytes since the last reading. */
  readonly takePeak: () => number;
}

/**
 * Stops a program whose tensors hold too much, while there is still memory to say so, and keeps
 * the most that they held. Every tensor comes by `write`, what a kernel computes as well.
 */
export function guardMemory(tf: typeof Tf): Meter {
  const { state } = tf.engine();
  const backend = tf.backend();
  const write = backend.write.bind(backend);
  let peak = 0;
  backend.write = (values, shape, dtype) => {
    if (state.numBytes > LIMITS.tensorBytes) throw new RangeError(tooMuch(state.numBytes));
    peak = Math.max(peak, state.numBytes);
    return write(values, shape, dtype);
  };
  return {
    takePeak: () => {
      // The last tensor is counted after its write.
      const taken = Math.max(peak, state.numBytes);
      peak = state.numBytes;
      return taken;
    },
  };
}

function tooMuch(bytes: number): string {
  const mebibytes = (count: number): string => `${String(Math.round(count / 1024 ** 2))} MiB`;
  return (
    `Tensor memory: a cell may hold ${mebibytes(LIMITS.tensorBytes)}, ` +
    `its tensors hold ${mebibytes(bytes)}. Free them with tf.tidy or dispose().`
  );
}
