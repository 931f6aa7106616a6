import * as tf from '@tensorflow/tfjs-core';
import type { Tap } from '../tap.ts';

/** A tap that keeps a copy of one tensor past the end of the forward pass. */
export interface Keeper {
  readonly tap: Tap;
  /** Hands the copy over: it belongs to the tidy of the caller. */
  readonly take: () => tf.Tensor;
}

/** Keeps the tensor `wanted` as it is before `next` sees it. */
export function keeping(wanted: string, next: Tap): Keeper {
  let copy: tf.Tensor | undefined;
  const tap: Tap = (name, tensor) => {
    if (name === wanted) copy = tf.keep(tf.clone(tensor));
    return next(name, tensor);
  };
  const take = () => {
    if (!copy) throw new Error(`nothing tapped ${wanted}`);
    const taken = tf.clone(copy);
    copy.dispose();
    return taken;
  };
  return { tap, take };
}
