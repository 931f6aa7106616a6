import './backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';
import { fused, fusedAll } from '../../../src/model/fused.ts';

const NAME = 'TestOfFused';

/** Registers a kernel that notes what it is given and returns `results`. */
function register(results: tf.TensorInfo | tf.TensorInfo[]): { inputs: unknown; attrs: unknown }[] {
  const calls: { inputs: unknown; attrs: unknown }[] = [];
  tf.registerKernel({
    kernelName: NAME,
    backendName: 'cpu',
    kernelFunc: ({ inputs, attrs }) => {
      calls.push({ inputs: Object.keys(inputs), attrs });
      return results;
    },
  });
  return calls;
}

describe('a fused kernel', () => {
  afterEach(() => {
    if (tf.getKernel(NAME, 'cpu') as tf.KernelConfig | undefined) tf.unregisterKernel(NAME, 'cpu');
  });

  it('is not there unless it is registered for the backend', () => {
    expect(fused(NAME, { x: tf.ones([2]) }, {})).toBeUndefined();
    expect(fusedAll(NAME, { x: tf.ones([2]) }, {})).toBeUndefined();
  });

  it('is given the inputs that there are, and its attributes', () => {
    const one = tf.tensor1d([1, 2]);
    const calls = register({ dataId: one.dataId, shape: [2], dtype: 'float32' });
    const result = fused(NAME, { x: tf.ones([2]), bias: undefined }, { epsilon: 3 });
    expect(calls).toEqual([{ inputs: ['x'], attrs: { epsilon: 3 } }]);
    expect(Array.from(result?.dataSync() ?? [])).toEqual([1, 2]);
  });

  it('may give several tensors, or one', () => {
    const [one, two] = [tf.tensor1d([1]), tf.tensor1d([2])];
    const info = ({ dataId }: tf.Tensor) => ({ dataId, shape: [1], dtype: 'float32' as const });
    register([info(one), info(two)]);
    const all = fusedAll(NAME, { x: one }, {}) ?? [];
    expect(all.map((tensor) => tensor.dataSync()[0])).toEqual([1, 2]);
    expect(fused(NAME, { x: one }, {})?.dataSync()[0]).toBe(1);
    tf.unregisterKernel(NAME, 'cpu');
    register(info(two));
    expect(fusedAll(NAME, { x: one }, {})?.length).toBe(1);
  });
});
