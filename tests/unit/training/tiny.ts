import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { onTestFinished } from 'vitest';
import { ADAMW, createRandom, hashSeed, initLinear, linear } from '../../../src/model/index.ts';
import type { LinearParams } from '../../../src/model/index.ts';
import type { Recipe } from '../../../training/text/harness/recipe.ts';

/** Learns whether the first of two numbers is the larger one: a model that trains in milliseconds. */
export const tiny: Recipe<LinearParams, readonly number[]> = {
  config: {
    ...{ name: 'tiny', seed: 7, steps: 40, clip: 1, averageDecay: 0.9 },
    ...{ checkpointEvery: 20, measureEvery: 10 },
    schedule: { peak: 0.1, warmup: 5 },
    optimizer: ADAMW,
    samples: { validation: 100, test: 400, check: 200 },
  },
  init: (random) => initLinear(random, 2, 1),
  batches: (index) => draw(hashSeed(7, `batch ${index}`), 8),
  // The noise draws on the random numbers of the run, which a checkpoint must keep too.
  loss: (params, batch, random) => {
    const noisy = batch.map((row) => row.map((x) => x + 0.01 * random.normal()));
    return tf.mean(tf.square(tf.sub(predict(params, noisy), tf.tensor2d(batch.map(answer)))));
  },
  measure: (params, split, samples) => {
    const rows = draw(hashSeed(1, split), samples);
    const said = tf.tidy(() => predict(params, rows).dataSync());
    const right = rows.filter((row, i) => Math.sign(said[i] ?? 0) === answer(row)[0]).length;
    return [{ what: 'larger', value: right / samples, count: samples, bar: 0.9 }];
  },
  about: { task: 'larger', architecture: 'linear', data: 'pairs', notes: [] },
};

function draw(seed: number, count: number): number[][] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => [random.normal(), random.normal()]);
}

function answer([a = 0, b = 0]: readonly number[]): number[] {
  return [a > b ? 1 : -1];
}

function predict(params: LinearParams, rows: readonly (readonly number[])[]): tf.Tensor2D {
  return linear(
    params,
    tf.tensor2d(
      rows.map((row) => [...row]),
      [rows.length, 2],
    ),
  );
}

/** A folder of a test's own. */
export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'training-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
