import * as tf from '@tensorflow/tfjs-core';

/** How many tensors `run` leaves. They are freed afterwards. */
export function left(run: () => void): number {
  tf.engine().startScope();
  const before = tf.memory().numTensors;
  run();
  const after = tf.memory().numTensors;
  tf.engine().endScope();
  return after - before;
}
