import type * as Tf from '@tensorflow/tfjs-core';
import { LIMITS } from '../limits.ts';

/** Stops a program whose tensors hold too much, while there is still memory to say so. */
export function guardMemory(tf: typeof Tf): void {
  const { state } = tf.engine();
  const backend = tf.backend();
  const write = backend.write.bind(backend);
  backend.write = (values, shape, dtype) => {
    if (state.numBytes > LIMITS.tensorBytes) throw new RangeError(tooMuch(state.numBytes));
    return write(values, shape, dtype);
  };
}

function tooMuch(bytes: number): string {
  const mebibytes = (count: number): string => `${String(Math.round(count / 1024 ** 2))} MiB`;
  return (
    `Tensor memory: a cell may hold ${mebibytes(LIMITS.tensorBytes)}, ` +
    `its tensors hold ${mebibytes(bytes)}. Free them with tf.tidy or dispose().`
  );
}
