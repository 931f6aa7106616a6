import './backend.ts';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { flatten, mapParams, recorder } from '../../../src/model/index.ts';
import { cases } from './cases.ts';
import type { Case } from './cases.ts';
import { expectClose, plain } from './fixtures.ts';
import type { Packed } from './fixtures.ts';

/** Everything that a case taps, its result, and the gradient of its square at every input. */
function everything({ inputs, forward }: Case): Map<string, Packed> {
  const { tap, tensors } = recorder();
  const results = new Map<string, Packed>();
  const keep = (name: string, { shape, data }: ReturnType<typeof plain>) =>
    results.set(name, { shape, data: Array.from(data) });
  keep('result', plain(forward(inputs as never, tap)));
  for (const { name, shape, data } of tensors) keep(name, { shape: [...shape], data });
  const named = flatten(inputs);
  const gradients = tf.grads((...moved: tf.Tensor[]) => {
    const at = new Map(named.map(([path], i) => [path, moved[i]]));
    const swapped = mapParams(inputs, (path, tensor) => at.get(path) ?? tensor);
    return tf.mean(tf.square(forward(swapped as never)));
  })(named.map(([, tensor]) => tensor));
  gradients.forEach((gradient, i) => keep(`gradient of ${named[i]?.[0]}`, plain(gradient)));
  return results;
}

const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
setWasmPaths(`${folder}/`);
await tf.setBackend('cpu');
const onCpu = cases();
const wanted = onCpu.map(everything);
const ready = await tf.setBackend('wasm');
// In test mode tfjs takes a tensor saved for the gradient for a leak: on wasm a clone is a copy.
tf.env().set('IS_TEST', false);

/** The page computes on wasm where it can: it must be the same library there. */
describe('wasm gives what cpu gives', () => {
  const onWasm = cases();

  it.each(onCpu.map(({ name }, i) => ({ name, i })))('$name', ({ i }) => {
    expect(ready && tf.getBackend()).toBe('wasm');
    const layer = onWasm[i];
    const results = layer ? everything(layer) : new Map<string, Packed>();
    expect([...results.keys()]).toEqual([...(wanted[i]?.keys() ?? [])]);
    for (const [name, result] of results) {
      const { shape, data } = wanted[i]?.get(name) ?? { shape: [], data: [] };
      expectClose(name, result, { shape, data }, 2e-5);
    }
  });

  it.each(onWasm)('$name: forward and backward leave nothing', (layer) => {
    const before = [tf.memory().numTensors, tf.memory().numDataBuffers];
    tf.tidy(() => {
      everything(layer);
    });
    expect([tf.memory().numTensors, tf.memory().numDataBuffers]).toEqual(before);
  });
});
