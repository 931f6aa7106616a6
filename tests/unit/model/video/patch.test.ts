import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { coordinates, createRandom, patchify, unpatchify } from '../../../../src/model/index.ts';
import { normal } from '../cases/support.ts';
import { plain } from '../fixtures.ts';
import { extent, frames } from './support.ts';

describe('patches', () => {
  const random = createRandom(51);

  it.each([
    ['a frame and two by two', extent(1, 2, 2), [2, 3, 4, 6, 3]],
    ['two frames and an oblong', extent(2, 1, 3), [1, 4, 3, 6, 2]],
    ['the whole clip', extent(4, 2, 3), [2, 4, 2, 3, 1]],
    ['single pixels', extent(1, 1, 1), [2, 2, 3, 2, 3]],
    ['an image', extent(1, 4, 2), [2, 1, 4, 6, 3]],
  ])('%s: bit-equal there and back', (_, patch, shape) => {
    const video = normal<tf.Rank.R5>(random, shape as tf.ShapeMap[tf.Rank.R5]);
    const [, N = 0, Y = 0, X = 0] = shape;
    const grid = extent(N / patch.frames, Y / patch.height, X / patch.width);
    const tokens = patchify(video, patch);
    const count = grid.frames * grid.height * grid.width;
    expect(tokens.shape).toEqual([shape[0], count, video.size / count / (shape[0] ?? 1)]);
    expect(plain(unpatchify(tokens, grid, patch))).toEqual(plain(video));
  });

  it('come frame by frame, row by row; so do the pixels in one, channels last', () => {
    // Each number tells its place: frame, row, column, channel.
    const places = coordinates(extent(4, 4, 6)).flatMap(([n, y, x]) =>
      [0, 1].map((c) => 1000 * n + 100 * y + 10 * x + c),
    );
    const video = tf.tensor5d(places, [1, 4, 4, 6, 2]);
    const tokens = patchify(video, extent(2, 2, 3)).arraySync()[0] ?? [];
    expect(tokens.map((token) => token[0])).toEqual([0, 30, 200, 230, 2000, 2030, 2200, 2230]);
    expect(tokens[0]?.slice(0, 8)).toEqual([0, 1, 10, 11, 20, 21, 100, 101]);
    expect(tokens[0]?.slice(12, 14)).toEqual([1000, 1001]);
  });

  it('of an image are those of the first frame of a clip', () => {
    const video = normal<tf.Rank.R5>(random, [1, 3, 4, 4, 2]);
    const patch = extent(1, 2, 2);
    const image = patchify(frames(video, 0, 1), patch);
    const first = tf.slice(patchify(video, patch), [0, 0, 0], image.shape);
    expect(plain(first)).toEqual(plain(image));
  });
});
