import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  countParams,
  createRandom,
  disposeParams,
  flatten,
  initConv3d,
  initVideoBlock,
  initVideoCodec,
  videoBlock,
} from '../../../../src/model/index.ts';
import { centered, tiny } from '../cases/video.ts';
import { normal } from '../cases/support.ts';
import { plain } from '../fixtures.ts';
import { extent } from './support.ts';

describe('initConv3d', () => {
  it.each([
    [8, 20, undefined, 27 * 8],
    [20, 30, extent(1, 2, 5), 200],
  ])('draws %i → %i uniformly with variance 1 / fan-in', (C, F, kernel, fanIn) => {
    const { weight, bias } = initConv3d(createRandom(61), C, F, kernel);
    const { frames, height, width } = kernel ?? extent(3, 3, 3);
    expect(weight.shape).toEqual([frames, height, width, C, F]);
    const values = [...weight.dataSync()];
    const limit = Math.sqrt(3 / fanIn);
    expect(Math.max(...values)).toBeLessThanOrEqual(limit);
    expect(Math.max(...values)).toBeGreaterThan(0.99 * limit);
    expect(Math.min(...values)).toBeLessThan(-0.99 * limit);
    const variance = values.reduce((sum, v) => sum + v * v, 0) / values.length;
    expect(variance * fanIn).toBeCloseTo(1, 1);
    expect(bias.shape).toEqual([F]);
    expect([...bias.dataSync()].every((v) => v === 0)).toBe(true);
  });
});

describe('initVideoBlock', () => {
  it('starts as the identity, with gains of 1', () => {
    const random = createRandom(62);
    const params = initVideoBlock(random, 3);
    const x = normal<tf.Rank.R5>(random, [1, 2, 3, 3, 3]);
    expect(plain(videoBlock(params, x))).toEqual(plain(x));
    expect([...params.norm1.gain.dataSync()]).toEqual([1, 1, 1]);
    expect([...params.norm2.gain.dataSync()]).toEqual([1, 1, 1]);
    expect(params.conv1.weight.dataSync().every((v) => v !== 0)).toBe(true);
    expect(params.conv2.weight.shape).toEqual([3, 3, 3, 3, 3]);
  });
});

describe('initVideoCodec', () => {
  it('makes three channels into latents and back, level by level', () => {
    const { encoder, decoder } = initVideoCodec(createRandom(63), tiny);
    expect(encoder.input.weight.shape).toEqual([3, 3, 3, 3, 3]);
    expect(encoder.levels.map(({ down }) => down?.weight.shape.slice(3))).toEqual([
      [3, 3],
      [3, 4],
      undefined,
    ]);
    expect(encoder.output.weight.shape.slice(3)).toEqual([4, 4]);
    expect(encoder.norm.gain.shape).toEqual([4]);
    expect(decoder.input.weight.shape.slice(3)).toEqual([2, 4]);
    expect(decoder.levels.map(({ up }) => up?.weight.shape.slice(3))).toEqual([
      [4, 3],
      [3, 3],
      undefined,
    ]);
    expect(decoder.output.weight.shape.slice(3)).toEqual([3, 3]);
    expect(decoder.norm.gain.shape).toEqual([3]);
    expect([...encoder.levels, ...decoder.levels].map(({ blocks }) => blocks.length)).toEqual([
      1, 1, 1, 1, 1, 1,
    ]);
  });

  it('has as many blocks and pixel channels as it is told', () => {
    const { encoder, decoder } = initVideoCodec(createRandom(63), centered);
    expect(encoder.levels.map(({ blocks }) => blocks.length)).toEqual([2, 2]);
    expect(decoder.levels.map(({ blocks }) => blocks.length)).toEqual([2, 2]);
    expect(encoder.input.weight.shape[3]).toBe(1);
    expect(decoder.output.weight.shape[4]).toBe(1);
  });

  it('draws the same from the same seed, and can be freed', () => {
    const before = tf.memory().numTensors;
    const [one, two] = [
      initVideoCodec(createRandom(5), tiny),
      initVideoCodec(createRandom(5), tiny),
    ];
    const numbers = (params: object) => flatten(params).map(([, tensor]) => [...tensor.dataSync()]);
    expect(numbers(one)).toEqual(numbers(two));
    expect(numbers(one)).not.toEqual(numbers(initVideoCodec(createRandom(6), tiny)));
    expect(countParams(one)).toBe(countParams(two));
    disposeParams(one);
    disposeParams(two);
    expect(tf.memory().numTensors).toBe(before + flatten(one).length);
  });
});
