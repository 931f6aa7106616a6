import '../backend.ts';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  createRandom,
  decodeVideo,
  encodeVideo,
  initVideoCodec,
  mapParams,
  recorder,
  videoCodecLoss,
} from '../../../../src/model/index.ts';
import type { VideoCodecConfig } from '../../../../src/model/index.ts';
import { normal } from '../cases/support.ts';
import { extent } from './support.ts';

const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
setWasmPaths(`${folder}/`);
// The cpu backend would take a minute.
const ready = await tf.setBackend('wasm');
// In test mode tfjs takes a tensor saved for the gradient for a leak: on wasm a clone is a copy.
tf.env().set('IS_TEST', false);

const config: VideoCodecConfig = {
  channels: [6, 8],
  strides: [extent(2, 2, 2)],
  latentChannels: 4,
};

/** A square that moves to the right, in colors from −1 to 1. */
function movingSquare(): tf.Tensor5D {
  const clip = tf.buffer<tf.Rank.R5>([1, 3, 6, 6, 3]);
  for (const [n, y, x] of [0, 1, 2].flatMap((n) =>
    [0, 1, 2, 3, 4, 5].flatMap((y) => [0, 1, 2, 3, 4, 5].map((x) => [n, y, x] as const)),
  )) {
    const inside = y >= 2 && y < 4 && x >= 1 + n && x < 3 + n;
    [1, -1, 0].forEach((color, c) => {
      clip.set(inside ? color : -0.5, 0, n, y, x, c);
    });
  }
  return clip.toTensor();
}

describe('the loss of the compression network', () => {
  it('is the squared error, and next to nothing of the divergence, unless told otherwise', () => {
    const random = createRandom(65);
    const params = initVideoCodec(random, config);
    const [clip, noise] = [movingSquare(), normal<tf.Rank.R5>(random, [1, 2, 3, 3, 4])];
    const { tap, tensors } = recorder();
    const loss = videoCodecLoss(params, clip, noise, config, { tap }).dataSync()[0];
    const read = (name: string) => tensors.find((tensor) => tensor.name === name)?.data[0] ?? NaN;
    const back = tensors.find(({ name }) => name === 'decoder.output');
    const squares = Array.from(
      clip.dataSync(),
      (pixel, i) => (pixel - (back?.data[i] ?? NaN)) ** 2,
    );
    const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
    expect(read('reconstruction')).toBeCloseTo(mean, 5);
    expect(loss).toBeCloseTo(mean + 1e-6 * read('kl'), 5);
    expect(read('kl')).toBeGreaterThan(0.05);
  });
});

describe('the compression network', () => {
  it('learns a clip by heart, through 18 cells in the place of 108', { timeout: 60_000 }, () => {
    expect(ready && tf.getBackend()).toBe('wasm');
    const random = createRandom(64);
    const variables: tf.Variable[] = [];
    const params = mapParams(initVideoCodec(random, config), (_, tensor) => {
      const variable = tf.variable(tensor);
      variables.push(variable);
      return variable;
    });
    const clip = movingSquare();
    const optimizer = tf.train.adam(0.02, 0.9, 0.999, 1e-8);
    const losses = Array.from({ length: 40 }, () => {
      const noise = normal<tf.Rank.R5>(random, [1, 2, 3, 3, 4]);
      const loss = optimizer.minimize(
        () => videoCodecLoss(params, clip, noise, config),
        true,
        variables,
      );
      return loss?.dataSync()[0] ?? NaN;
    });
    expect(losses.every(Number.isFinite)).toBe(true);
    expect(losses[0]).toBeGreaterThan(0.3);
    expect(losses.at(-1)).toBeLessThan(0.06);
    const back = decodeVideo(
      params.decoder,
      encodeVideo(params.encoder, clip, config).mean,
      config,
    );
    const error = tf.mean(tf.square(tf.sub(back, clip))).dataSync()[0];
    expect(error).toBeLessThan(0.06);
  });
});
