import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  createRandom,
  decodeVideo,
  encodeVideo,
  initVideoCodec,
  recorder,
  videoBlock,
} from '../../../../src/model/index.ts';
import type { VideoCodecConfig } from '../../../../src/model/index.ts';
import { normal, roughen } from '../cases/support.ts';
import { expectClose, plain } from '../fixtures.ts';
import { changed, disturb, extent, frames, packed } from './support.ts';

const config: VideoCodecConfig = {
  channels: [3, 4, 4],
  strides: [extent(2, 2, 2), extent(2, 2, 1)],
  latentChannels: 2,
};
const THREE_LEVELS = [extent(2, 1, 1), extent(1, 2, 1), extent(1, 1, 3)];
const centered = { ...config, causal: false };

describe('the compression network', () => {
  const random = createRandom(54);
  const params = roughen(random, initVideoCodec(random, config));
  const clip = normal<tf.Rank.R5>(random, [1, 9, 8, 6, 3]);
  const encode = (x: tf.Tensor5D, options = config) => encodeVideo(params.encoder, x, options);

  it.each([1, 5, 9])('turns %i frames into (frames − 1) / 4 + 1, and back', (N) => {
    const { mean, logVariance } = encode(frames(clip, 0, N));
    expect(mean.shape).toEqual([1, (N - 1) / 4 + 1, 2, 3, 2]);
    expect(logVariance.shape).toEqual(mean.shape);
    expect(decodeVideo(params.decoder, mean, config).shape).toEqual([1, N, 8, 6, 3]);
  });

  it('turns 4n frames into n if it is not causal, and back', () => {
    const { mean } = encode(frames(clip, 0, 8), centered);
    expect(mean.shape).toEqual([1, 2, 2, 3, 2]);
    expect(decodeVideo(params.decoder, mean, centered).shape).toEqual([1, 8, 8, 6, 3]);
  });

  it('undoes its strides in the order opposite to the encoder', () => {
    const three = { ...config, channels: [2, 2, 2, 2], strides: THREE_LEVELS };
    const { encoder, decoder } = initVideoCodec(random, three);
    const { mean } = encodeVideo(encoder, frames(clip, 0, 3), three);
    expect(mean.shape).toEqual([1, 2, 4, 2, 2]);
    const { tap, tensors } = recorder();
    expect(decodeVideo(decoder, mean, three, tap).shape).toEqual([1, 3, 8, 6, 3]);
    const sizes = tensors
      .filter(({ name }) => name.endsWith('upsampled'))
      .map(({ shape }) => shape.slice(1, 4));
    expect(sizes).toEqual([
      [2, 4, 6],
      [2, 8, 6],
      [3, 8, 6],
    ]);
  });

  it('is causal unless told otherwise', () => {
    const { mean } = encode(frames(clip, 0, 5));
    const told = encode(frames(clip, 0, 5), { ...config, causal: true });
    expect(plain(mean)).toEqual(plain(told.mean));
    const decoded = decodeVideo(params.decoder, mean, { ...config, causal: true });
    expect(plain(decodeVideo(params.decoder, mean, config))).toEqual(plain(decoded));
  });

  it('encodes no frame into an earlier latent: exactly', () => {
    const before = encode(clip);
    for (const [n, first] of [
      [0, 0],
      [1, 1],
      [4, 1],
      [5, 2],
      [8, 2],
    ] as const) {
      const after = encode(disturb(clip, n));
      const wanted = [0, 1, 2].slice(first);
      expect(changed(before.mean, after.mean), `mean, frame ${n}`).toEqual(wanted);
      expect(changed(before.logVariance, after.logVariance), `frame ${n}`).toEqual(wanted);
    }
  });

  it('decodes no latent into an earlier frame: exactly', () => {
    const latents = encode(clip).mean;
    const before = decodeVideo(params.decoder, latents, config);
    const from = (n: number) =>
      changed(before, decodeVideo(params.decoder, disturb(latents, n), config));
    expect(from(0)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(from(1)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(from(2)).toEqual([5, 6, 7, 8]);
  });

  it('encodes an image as the first latent of every clip that starts with it', () => {
    const image = encode(frames(clip, 0, 1));
    const { mean, logVariance } = encode(clip);
    expect(plain(frames(mean, 0, 1))).toEqual(plain(image.mean));
    expect(plain(frames(logVariance, 0, 1))).toEqual(plain(image.logVariance));
  });

  it('looks into the future if it is not causal', () => {
    const [x, last] = [frames(clip, 0, 8), 7];
    const [before, after] = [encode(x, centered).mean, encode(disturb(x, last), centered).mean];
    expect(changed(before, after)).toContain(0);
  });

  it('treats the clips of a batch apart', () => {
    const other = normal<tf.Rank.R5>(random, [1, 9, 8, 6, 3]);
    const both = encode(tf.concat([clip, other])).mean;
    const [first, second] = tf.split(both, 2);
    expectClose('first', plain(first as tf.Tensor), packed(encode(clip).mean));
    expectClose('second', plain(second as tf.Tensor), packed(encode(other).mean));
  });
});

describe('videoBlock', () => {
  const random = createRandom(55);
  const params = roughen(random, initVideoCodec(random, config)).encoder.levels[0]?.blocks[0];
  const x = normal<tf.Rank.R5>(random, [1, 5, 3, 3, 3]);

  it('is causal unless told otherwise', () => {
    if (!params) throw new Error('no block');
    const reach = (causal?: boolean) =>
      changed(videoBlock(params, x, { causal }), videoBlock(params, disturb(x, 3), { causal }));
    expect(reach()).toEqual([3, 4]);
    expect(reach(true)).toEqual([3, 4]);
    expect(reach(false)).toEqual([1, 2, 3, 4]);
    expect(plain(videoBlock(params, x))).toEqual(plain(videoBlock(params, x, { causal: true })));
  });
});
