import '../backend.ts';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { accuracy, exactMatch } from '../../../../src/model/index.ts';
import { load, unpack } from '../fixtures.ts';

const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
setWasmPaths(`${folder}/`);

/** What has no gradient is not among the cases: it is compared here. */
it('accuracy and exact match are the same on wasm', async () => {
  const { inputs, options } = load('objectives-cross-entropy-smoothed');
  const measure = () => {
    const logits = unpack<tf.Rank.R3>(inputs, 'logits');
    const targets = unpack<tf.Rank.R2>(inputs, 'targets');
    const weights = unpack<tf.Rank.R2>(inputs, 'weights');
    const lone = tf.mul<tf.Tensor2D>(
      weights,
      tf.equal(tf.argMax(logits, -1), tf.cast(targets, 'int32')),
    );
    return [
      accuracy(logits, targets, weights),
      exactMatch(logits, targets, weights),
      exactMatch(logits, targets, lone),
    ].map((tensor) => tensor.dataSync()[0] ?? NaN);
  };
  await tf.setBackend('cpu');
  const onCpu = measure();
  expect(await tf.setBackend('wasm')).toBe(true);
  expect(measure()).toEqual(onCpu);
  expect(onCpu[0]).toBeCloseTo(Number(options['accuracy']), 6);
  expect(onCpu[2]).toBe(1);
});
