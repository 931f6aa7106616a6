import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { conv3d, createRandom, initConv3d, upsample } from '../../../../src/model/index.ts';
import { normal, roughen } from '../cases/support.ts';
import { expectClose, plain } from '../fixtures.ts';
import { changed, disturb, extent } from './support.ts';

describe('conv3d', () => {
  const random = createRandom(52);
  const params = roughen(random, initConv3d(random, 2, 3));
  const x = normal<tf.Rank.R5>(random, [1, 6, 7, 8, 2]);

  it('shrinks by the stride, rounding up', () => {
    const stride = extent(4, 2, 3);
    expect(conv3d(params, x, { stride }).shape).toEqual([1, 2, 4, 3, 3]);
    expect(conv3d(params, x, { stride, causal: true }).shape).toEqual([1, 2, 4, 3, 3]);
    expect(conv3d(params, x).shape).toEqual([1, 6, 7, 8, 3]);
  });

  it('with a stride picks from the cells of the one without', () => {
    for (const causal of [false, true]) {
      const all = conv3d(params, x, { causal });
      const some = conv3d(params, x, { causal, stride: extent(2, 3, 4) });
      const picked = tf.stridedSlice(all, [0, 0, 0, 0, 0], all.shape, [1, 2, 3, 4, 1]);
      expectClose('strided', plain(some), { shape: picked.shape, data: [...picked.dataSync()] });
    }
  });

  it('moves with the clip, away from its edges', () => {
    const inner = (t: tf.Tensor5D, [n, i, j]: readonly [number, number, number]) =>
      plain(tf.slice(t, [0, n, i, j, 0], [1, 2, 3, 4, t.shape[4]]));
    // The second clip is the first, one frame later, one row down, one column to the right.
    const moved = tf.pad(tf.slice(x, [0, 0, 0, 0, 0], [1, 5, 6, 7, 2]), [
      [0, 0],
      [1, 0],
      [1, 0],
      [1, 0],
      [0, 0],
    ]);
    const [before, after] = [conv3d(params, x), conv3d(params, moved)];
    expect(inner(after, [2, 2, 2])).toEqual(inner(before, [1, 1, 1]));
    expect(inner(after, [2, 2, 2])).not.toEqual(inner(before, [2, 2, 2]));
  });

  it('sees nothing outside of its window: a single cell spreads by one to each side', () => {
    const one = tf.buffer<tf.Rank.R5>([1, 5, 5, 5, 2]);
    one.set(1, 0, 2, 2, 2, 0);
    const clear = { ...params, bias: tf.zeros<tf.Rank.R1>([3]) };
    const touched = (causal: boolean) =>
      conv3d(clear, one.toTensor(), { causal })
        .arraySync()[0]
        ?.map((frame) =>
          frame.map((row) => row.map((cell) => (cell.every((v) => v === 0) ? 0 : 1))),
        );
    const empty = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
    const square = [0, 1, 2, 3, 4].map((y) =>
      [0, 1, 2, 3, 4].map((x) => +(y % 4 > 0 && x % 4 > 0)),
    );
    expect(touched(false)).toEqual([empty, square, square, square, empty]);
    expect(touched(true)).toEqual([empty, empty, square, square, square]);
  });

  it('reaches one further ahead than back where its size is even', () => {
    const even = roughen(random, initConv3d(random, 2, 3, extent(2, 1, 1)));
    const reach = (causal: boolean) =>
      changed(conv3d(even, x, { causal }), conv3d(even, disturb(x, 3), { causal }));
    expect(reach(false)).toEqual([2, 3]);
    expect(reach(true)).toEqual([3, 4]);
  });

  it('is centered in space, and not causal, unless told otherwise', () => {
    expect(plain(conv3d(params, x))).toEqual(
      plain(conv3d(params, x, { causal: false, stride: extent(1, 1, 1) })),
    );
    expect(changed(conv3d(params, x), conv3d(params, disturb(x, 3)))).toEqual([2, 3, 4]);
    const causal = { causal: true };
    expect(changed(conv3d(params, x, causal), conv3d(params, disturb(x, 3), causal))).toEqual([
      3, 4, 5,
    ]);
  });
});

describe('upsample', () => {
  const random = createRandom(53);
  const x = normal<tf.Rank.R5>(random, [1, 3, 2, 2, 2]);

  it('repeats each cell, and the first frame of a causal clip once', () => {
    const each = tf.tensor5d([1, 2, 3], [1, 3, 1, 1, 1]);
    expect([...upsample(each, extent(2, 1, 1)).dataSync()]).toEqual([1, 1, 2, 2, 3, 3]);
    expect([...upsample(each, extent(2, 1, 1), true).dataSync()]).toEqual([1, 2, 2, 3, 3]);
    expect([...upsample(each, extent(3, 1, 1), true).dataSync()]).toEqual([1, 2, 2, 2, 3, 3, 3]);
  });

  it('by 1, as it is told nothing else, changes nothing', () => {
    expect(plain(upsample(x))).toEqual(plain(x));
    expect(plain(upsample(x, extent(1, 1, 1), true))).toEqual(plain(x));
  });

  it('grows each axis by its own stride', () => {
    expect(upsample(x, extent(2, 3, 4)).shape).toEqual([1, 6, 6, 8, 2]);
    expect(upsample(x, extent(2, 3, 4), true).shape).toEqual([1, 5, 6, 8, 2]);
  });
});
