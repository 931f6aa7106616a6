import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  attentionPooling,
  chunksOf,
  createRandom,
  documentEncoder,
  flatten,
  initDocument,
  initPooling,
  initWindowBlock,
  initWindowEncoder,
  partitionWindows,
  recorder,
  relativeBias,
  reverseWindows,
  rollGrid,
  shiftedWindowMask,
  windowBlock,
  windowPlaces,
  windowShift,
} from '../../../../src/model/index.ts';
import type { DocumentOptions, Lengths, WindowSize } from '../../../../src/model/index.ts';
import { runsOf } from '../../../../src/model/multilevel/global.ts';
import { normal, roughen } from '../cases.ts';
import { plain } from '../fixtures.ts';

const layer = { width: 8, inner: 12, heads: 2 };
const random = createRandom(91);
const config = { ...layer, vocabulary: 6, wordLayers: 2, sentenceLayers: 2 };
const document = roughen(random, initDocument(random, config));

function read(ids: number[][][], lengths?: Lengths, options: Partial<DocumentOptions> = {}) {
  const { tap, tensors } = recorder();
  const output = documentEncoder(document, tf.tensor3d(ids, undefined, 'int32'), {
    heads: 2,
    lengths,
    tap,
    ...options,
  });
  const find = (name: string) => tensors.find((tensor) => tensor.name === name);
  return { output: Array.from(output.dataSync()), find };
}

describe('a document', () => {
  const words = [
    [1, 2, 3],
    [4, 5, 0],
  ];
  const { output } = read([words], [[3, 2]]);

  it.each<[string, number[][], number[]]>([
    ['other padding in a sentence', [words[0] ?? [], [4, 5, 3]], [3, 2]],
    [
      'longer padding',
      [
        [1, 2, 3, 1],
        [4, 5, 2, 2],
      ],
      [3, 2],
    ],
    ['an empty sentence', [...words, [3, 3, 3]], [3, 2, 0]],
    ['two empty sentences', [...words, [3, 3, 3], [1, 0, 0]], [3, 2, 0, 0]],
  ])('is the same, to the bit, with %s', (_, ids, lengths) => {
    expect(read([ids], [lengths]).output).toEqual(output);
  });

  it('is another with another word, or with its sentences or words in another order', () => {
    const [first = [], second = []] = words;
    expect(read([[first, [4, 1, 0]]], [[3, 2]]).output).not.toEqual(output);
    expect(read([[second, first]], [[2, 3]]).output).not.toEqual(output);
    expect(read([[[2, 1, 3], second]], [[3, 2]]).output).not.toEqual(output);
  });

  it('without lengths has no padding and no masks', () => {
    const all = read([words]);
    expect(all.output).toEqual(read([words], [[3, 3]]).output);
    expect(all.find('words.0.self.mask')).toBeUndefined();
    expect(all.find('sentencePool.mask')).toBeUndefined();
  });

  it('does not depend on the others of its batch', () => {
    const both = read(
      [
        words,
        [
          [1, 1, 1],
          [0, 0, 0],
        ],
      ],
      [
        [3, 2],
        [1, 0],
      ],
    );
    expect(both.output.slice(0, 8)).toEqual(output);
  });

  it.each(['rotary', 'alibi'])('has no added positions with %s, but knows its order', (kind) => {
    const placed = read([words], [[3, 2]], { [kind]: true });
    for (const level of ['words', 'sentences']) {
      expect(placed.find(`${level}.positions`)).toBeUndefined();
      const before = level === 'words' ? 'words.embedding' : 'sentences.vectors';
      expect(placed.find(`${level}.x`)?.data).toEqual(placed.find(before)?.data);
    }
    const last = read([[...words, [4, 1, 1]]], [[3, 2, 3]], { [kind]: true }).output;
    const [first = [], second = []] = words;
    const moved = read([[second, first, [4, 1, 1]]], [[2, 3, 3]], { [kind]: true }).output;
    const apart = last.map((x, i) => Math.abs(x - (moved[i] ?? NaN)));
    expect(Math.max(...apart)).toBeGreaterThan(1e-3);
  });

  it('of nothing is zeros', () => {
    const { output, find } = read([words], [[0, 0]]);
    expect(output).toEqual(Array(8).fill(0));
    expect(Array.from(find('sentences.vectors')?.data ?? [])).toEqual(Array(16).fill(0));
  });
});

describe('pooling', () => {
  const params = roughen(random, initPooling(random, 8));
  const x = normal<tf.Rank.R3>(random, [2, 4, 8]);

  it('of equal tokens is the token', () => {
    const same = tf.tile(tf.slice(x, [0, 0, 0], [2, 1, 8]), [1, 4, 1]);
    const pooled = attentionPooling(params, same);
    const gap = tf.max(
      tf.abs(tf.sub(pooled, tf.reshape(tf.slice(x, [0, 0, 0], [2, 1, 8]), [2, 8]))),
    );
    expect(gap.dataSync()[0]).toBeLessThan(1e-6);
  });

  it('has weights that sum to 1 over what counts', () => {
    const { tap, tensors } = recorder();
    const output = attentionPooling(params, x, {
      mask: tf.tensor2d([
        [1, 0, 1, 0],
        [0, 0, 0, 0],
      ]),
      tap,
    });
    const [a = 0, b, c = 0, d, ...rest] =
      tensors.find(({ name }) => name === 'pattern')?.data ?? [];
    expect(a + c).toBeCloseTo(1, 6);
    expect([b, d, ...rest]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(Array.from(output.dataSync().slice(8))).toEqual(Array(8).fill(0));
  });

  it('takes one mask for all samples', () => {
    const mask = tf.tensor1d([1, 1, 0, 1]);
    const twice = tf.tile(tf.reshape(mask, [1, 4]), [2, 1]);
    expect(plain(attentionPooling(params, x, { mask }))).toEqual(
      plain(attentionPooling(params, x, { mask: twice })),
    );
  });
});

describe('windows', () => {
  const grid = tf.reshape<tf.Rank.R4>(tf.range(0, 48), [2, 4, 6, 1]);

  it('hold the tokens of their place, row by row', () => {
    const windows = partitionWindows(grid, [2, 3]);
    expect(windows.shape).toEqual([8, 6, 1]);
    const rows = tf.reshape(windows, [8, 6]).arraySync() as number[][];
    expect(rows[0]).toEqual([0, 1, 2, 6, 7, 8]);
    expect(rows[1]).toEqual([3, 4, 5, 9, 10, 11]);
    expect(rows[6]).toEqual([36, 37, 38, 42, 43, 44]);
    const places = windowPlaces([4, 6], [2, 3]).map((all) => all.map(({ y, x }) => y * 6 + x));
    expect(places).toEqual(rows.slice(0, 4));
  });

  it.each<WindowSize>([
    [2, 3],
    [4, 1],
    [1, 6],
    [1, 1],
  ])('of %i × %i go back to their place', (height, width) => {
    const windows = partitionWindows(grid, [height, width]);
    expect(plain(reverseWindows(windows, [height, width], [4, 6]))).toEqual(plain(grid));
  });

  it('roll up and left, and back', () => {
    const rolled = rollGrid(grid, [1, 2]);
    expect(Array.from(rolled.dataSync().slice(0, 6))).toEqual([8, 9, 10, 11, 6, 7]);
    expect(Array.from(rolled.dataSync().slice(18, 20))).toEqual([2, 3]);
    expect(plain(rollGrid(rolled, [-1, -2]))).toEqual(plain(grid));
    expect(plain(rollGrid(grid, [0, 6]))).toEqual(plain(grid));
  });

  it('shift by half, but not along an axis that one covers', () => {
    expect(windowShift([8, 12], [4, 3])).toEqual([2, 1]);
    expect(windowShift([4, 12], [4, 3])).toEqual([0, 1]);
    expect(windowShift([8, 3], [4, 3])).toEqual([2, 0]);
    expect(windowShift([2, 2], [4, 1])).toEqual([0, 0]);
  });

  it('have a mask that keeps the two ends of a sequence apart', () => {
    const mask = shiftedWindowMask([1, 6], [1, 3], [0, 1]).arraySync();
    expect(mask).toEqual([
      [
        [1, 1, 1],
        [1, 1, 1],
        [1, 1, 1],
      ],
      [
        [1, 1, 0],
        [1, 1, 0],
        [0, 0, 1],
      ],
    ]);
  });

  it('lie straight unless told otherwise, and shift along one axis alone', () => {
    const params = roughen(random, initWindowBlock(random, layer, [2, 2]));
    const moves = (size: [number, number], shifted?: boolean) => {
      const { tap, tensors } = recorder();
      const x = normal<tf.Rank.R4>(random, [1, ...size, 8]);
      windowBlock(params, x, { heads: 2, windowSize: [2, 2], shifted, tap });
      return tensors[0]?.name === 'rolled';
    };
    expect(moves([4, 4])).toBe(false);
    expect(moves([4, 4], true)).toBe(true);
    expect(moves([4, 2], true)).toBe(true);
    expect(moves([2, 4], true)).toBe(true);
    expect(moves([2, 2], true)).toBe(false);
  });

  it('in a block that one window covers, do not shift', () => {
    const params = roughen(random, initWindowBlock(random, layer, [1, 4]));
    const x = normal<tf.Rank.R4>(random, [1, 1, 4, 8]);
    const run = (shifted?: boolean) => {
      const { tap, tensors } = recorder();
      const output = windowBlock(params, x, { heads: 2, windowSize: [1, 4], shifted, tap });
      return { output: plain(output), names: tensors.map(({ name }) => name) };
    };
    expect(run(true)).toEqual(run());
    expect(run(true).names).not.toContain('rolled');
  });
});

describe('the relative position bias', () => {
  it('is a number for each distance: down first, then right', () => {
    const table = tf.reshape<tf.Rank.R2>(tf.range(0, 30), [15, 2]);
    const bias = relativeBias(table, [2, 3]).arraySync();
    expect(bias[0]?.[0]).toEqual([14, 12, 10, 4, 2, 0]);
    expect(bias[1]?.[5]).toEqual([29, 27, 25, 19, 17, 15]);
    expect(bias[0]?.[4]).toEqual([26, 24, 22, 16, 14, 12]);
  });
});

describe('chunks', () => {
  it('are as long as the window reaches', () => {
    expect(chunksOf(13, { window: 4 })).toEqual({ size: 3, count: 5, sides: 3, keys: 9 });
    expect(chunksOf(12, { window: 4, causal: true, globals: [1, 5] })).toEqual({
      size: 3,
      count: 4,
      sides: 2,
      keys: 8,
    });
    expect(chunksOf(5, { window: 1 })).toEqual({ size: 1, count: 5, sides: 3, keys: 3 });
    expect(chunksOf(5, { window: 50 })).toEqual({ size: 5, count: 1, sides: 3, keys: 15 });
  });

  it('global tokens come in runs', () => {
    expect(runsOf([0, 1, 4, 6, 7])).toEqual([
      { start: 0, end: 2 },
      { start: 4, end: 5 },
      { start: 6, end: 8 },
    ]);
    expect(runsOf([])).toEqual([]);
  });
});

describe('at the start', () => {
  it('width, inner width and heads double from stage to stage; pairs or squares are merged', () => {
    const shapes = (windowSize: WindowSize) =>
      Object.fromEntries(
        flatten(
          initWindowEncoder(createRandom(1), { ...layer, windowSize, depths: [2, 1, 1] }),
        ).map(([path, { shape }]) => [path, shape]),
      );
    const squares = shapes([2, 3]);
    expect(squares['stages.0.blocks.1.self.query.weight']).toEqual([8, 8]);
    expect(squares['stages.0.blocks.2.self.query.weight']).toBeUndefined();
    expect(squares['stages.2.blocks.0.ffn.inner.weight']).toEqual([32, 48]);
    expect(squares['stages.2.blocks.0.relative']).toEqual([15, 8]);
    expect(squares['stages.0.merge.norm.gain']).toBeUndefined();
    expect(squares['stages.1.merge.reduce.weight']).toEqual([32, 16]);
    expect(squares['stages.2.merge.reduce.weight']).toEqual([64, 32]);
    expect(squares['norm.gain']).toEqual([32]);
    expect(shapes([1, 3])['stages.1.merge.reduce.weight']).toEqual([16, 16]);
    expect(shapes([1, 3])['stages.1.merge.norm.gain']).toEqual([16]);
  });

  it('biases and questions are small', () => {
    const { relative } = initWindowBlock(createRandom(1), { ...layer, heads: 8 }, [7, 7]);
    const spread = (x?: tf.Tensor) => tf.sqrt(tf.mean(tf.square(x ?? NaN))).dataSync()[0];
    expect(spread(relative)).toBeCloseTo(0.02, 3);
    expect(spread(initPooling(createRandom(1), 64).context)).toBeCloseTo(1 / 8, 1);
    expect(initPooling(createRandom(1), 64).hidden.weight.shape).toEqual([64, 64]);
  });
});
