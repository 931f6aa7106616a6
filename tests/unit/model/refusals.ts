import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { ModelError } from '../../../src/model/index.ts';

/** A call that must be refused, and the whole text of the error. */
export type Refusal = readonly [run: () => unknown, message: string];

/** One test a refusal: the right error, in its three parts, and no tensor left. */
export function itRefuses(refusals: readonly Refusal[]): void {
  it.each(refusals.map(([run, message]) => ({ run, message })))('$message', ({ run, message }) => {
    const before = tf.memory().numTensors;
    const error = thrownBy(run);
    expect(error).toBeInstanceOf(ModelError);
    const { where, wanted, got, message: text } = error as ModelError;
    expect(text).toBe(message);
    expect(text).toBe(`${where}: wanted ${wanted}, got ${got}`);
    expect(tf.memory().numTensors).toBe(before);
  });
}

function thrownBy(run: () => unknown): unknown {
  try {
    tf.tidy(() => {
      run();
    });
  } catch (error) {
    return error;
  }
  return undefined;
}
