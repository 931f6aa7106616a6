import './backend.ts';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { cases } from './cases.ts';
import { everything, scaleOf } from './everything.ts';
import type { Plain } from './everything.ts';
import { expectClose } from './fixtures.ts';

const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
setWasmPaths(`${folder}/`);
await tf.setBackend('cpu');
const onCpu = cases();
const wanted = onCpu.map((layer) => everything(layer));
const ready = await tf.setBackend('wasm');
// In test mode tfjs takes a tensor saved for the gradient for a leak: on wasm a clone is a copy.
tf.env().set('IS_TEST', false);

/** The page computes on wasm where it can: it must be the same library there. */
describe('wasm gives what cpu gives', () => {
  const onWasm = cases();

  it.each(onCpu.map(({ name }, i) => ({ name, i })))('$name', ({ i }) => {
    expect(ready && tf.getBackend()).toBe('wasm');
    const layer = onWasm[i];
    const results = layer ? everything(layer) : new Map<string, Plain>();
    expect([...results.keys()]).toEqual([...(wanted[i]?.keys() ?? [])]);
    for (const [name, result] of results) {
      const { shape, data } = wanted[i]?.get(name) ?? { shape: [], data: Float32Array.of() };
      // A sum of large terms has their error, so the tolerance grows with the tensor.
      expectClose(name, result, { shape, data: Array.from(data) }, 1e-5 * scaleOf(data));
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
