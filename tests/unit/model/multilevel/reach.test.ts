import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  chain,
  createRandom,
  documentEncoder,
  documentRelations,
  editor,
  encoderLayer,
  factorizedEncoder,
  factorizedRelations,
  fullRelation,
  initDividedLayer,
  initDocument,
  initEncoderLayer,
  initFactorized,
  initWindowEncoder,
  layerKind,
  localGlobalLayer,
  localGlobalRelation,
  longestPath,
  mergeRelation,
  reachOf,
  recorder,
  spaceTimeEncoder,
  spaceTimeRelation,
  windowEncoder,
  windowEncoderRelations,
  windowRelation,
} from '../../../../src/model/index.ts';
import type {
  LocalGlobalReach,
  Relation,
  SpaceTimeAttention,
  WindowSize,
} from '../../../../src/model/index.ts';
import { normal, roughen } from '../cases.ts';

const sizes = { width: 8, inner: 12, heads: 2 };
const { width: D, inner: F, heads: H } = sizes;
const random = createRandom(61);
const layers = (count: number) =>
  Array.from({ length: count }, () => roughen(random, initEncoderLayer(random, D, F)));

/** Rows that differ between two tensors of the same shape, numbered as they lie in memory. */
function changedRows(before: tf.Tensor, after: tf.Tensor): number[] {
  const width = before.shape.at(-1) ?? 1;
  const rows = tf.reshape(tf.abs(tf.sub(before, after)), [-1, width]);
  const apart = Array.from(tf.max(rows, -1).dataSync());
  return apart.flatMap((change, row) => (change > 0 ? [row] : []));
}

/** `x` with noise on one row. */
function perturb<X extends tf.Tensor>(x: X, row: number): X {
  const D = x.shape.at(-1) ?? 1;
  const noise = tf.buffer([x.size / D, D]);
  for (let d = 0; d < D; d++) noise.set(random.normal(), row, d);
  return tf.add(x, tf.reshape(noise.toTensor(), x.shape));
}

/** Expects that a token of the input changes exactly the outputs that depend on it. */
function expectReach<X extends tf.Tensor>(
  relations: readonly Relation[],
  x: X,
  outputs: number,
  forward: (x: X) => tf.Tensor,
): void {
  const before = forward(x);
  const reach = Array.from({ length: outputs }, (_, token) => reachOf(relations, token));
  for (let token = 0; token < x.size / D; token++) {
    const changed = changedRows(before, forward(perturb(x, token)));
    const wanted = reach.flatMap((seen, output) => (seen.includes(token) ? [output] : []));
    expect(changed, `token ${token}`).toEqual(wanted);
  }
}

describe.each([1, 2, 3])('after %i layers, a perturbed token changes what it reaches', (depth) => {
  it('full attention', () => {
    const stack = layers(depth);
    const x = normal<tf.Rank.R3>(random, [1, 5, D]);
    expectReach(Array(depth).fill(fullRelation(5)), x, 5, (x) =>
      stack.reduce((x, params) => encoderLayer(params, x, { heads: H }), x),
    );
  });

  it.each<LocalGlobalReach>([
    { window: 3 },
    { window: 2, causal: true },
    { window: 1 },
    { window: 2, globals: [4] },
    { window: 3, globals: [2, 9], causal: true },
  ])('local plus global %o', (reach) => {
    const [T, stack] = [13, layers(depth)];
    const x = normal<tf.Rank.R3>(random, [1, T, D]);
    const relation = localGlobalRelation(T, reach);
    expectReach(Array(depth).fill(relation), x, T, (x) =>
      stack.reduce((x, params) => localGlobalLayer(params, x, { heads: H, ...reach }), x),
    );
  });

  it.each<[size: [number, number], windowSize: WindowSize]>([
    [
      [1, 12],
      [1, 3],
    ],
    [
      [4, 6],
      [2, 3],
    ],
    [
      [2, 8],
      [2, 2],
    ],
  ])('shifted windows on %o, %o', (size, windowSize) => {
    const config = { ...sizes, windowSize, depths: [depth] };
    const params = roughen(random, initWindowEncoder(random, config));
    const x = normal<tf.Rank.R4>(random, [1, ...size, D]);
    const relations = windowEncoderRelations(size, config);
    expect(relations.length).toBe(depth);
    expectReach(relations, x, size[0] * size[1], (x) =>
      windowEncoder(params, x, { heads: H, windowSize }),
    );
  });

  it.each<[size: [number, number], windowSize: WindowSize, outputs: number]>([
    [[1, 12], [1, 3], 6],
    [[4, 8], [2, 2], 8],
  ])('shifted windows with merging on %o, %o', (size, windowSize, outputs) => {
    const config = { ...sizes, windowSize, depths: [depth, 2] };
    const params = roughen(random, initWindowEncoder(random, config));
    const x = normal<tf.Rank.R4>(random, [1, ...size, D]);
    expectReach(windowEncoderRelations(size, config), x, outputs, (x) =>
      windowEncoder(params, x, { heads: H, windowSize }),
    );
  });

  it.each<SpaceTimeAttention>(['joint', 'divided', 'alternating'])('%s', (attention) => {
    const clip = { frames: 3, tokens: 4 };
    const x = normal<tf.Rank.R4>(random, [1, 3, 4, D]);
    const stack = Array.from({ length: depth }, () =>
      roughen(random, initDividedLayer(random, sizes)),
    );
    const relations = stack.map((_, i) => spaceTimeRelation(layerKind(attention, i), clip));
    expectReach(relations, x, 12, (x) => spaceTimeEncoder(stack, x, { heads: H, attention }));
  });

  it.each([0, 1])('factorized encoder, %i layers in time', (timeLayers) => {
    const clip = { frames: 3, tokens: 4 };
    const config = { ...sizes, spaceLayers: depth, timeLayers };
    const params = roughen(random, initFactorized(random, config));
    const x = normal<tf.Rank.R4>(random, [1, 3, 4, D]);
    expectReach(factorizedRelations(clip, config), x, 3, (x) =>
      factorizedEncoder(params, x, { heads: H }),
    );
  });

  it('document, up to every tap of a level', () => {
    const [N, W] = [4, 3];
    const lengths = [3, 0, 1, 2];
    const config = { ...sizes, vocabulary: 5, wordLayers: depth, sentenceLayers: 1 };
    const params = roughen(random, initDocument(random, config));
    const ids = tf.zeros<tf.Rank.R3>([1, N, W], 'int32');
    const relations = documentRelations(lengths, W, config);
    const run = (x: tf.Tensor | undefined, name: string) => {
      const { tap, tensors } = recorder();
      const replaced = x
        ? chain(
            editor('words.x', () => x),
            tap,
          )
        : tap;
      documentEncoder(params, ids, { heads: H, lengths: [lengths], tap: replaced });
      const tensor = tensors.find((tensor) => tensor.name === name);
      return tf.tensor(tensor?.data ?? [], tensor?.shape as [number]);
    };
    const x = normal<tf.Rank.R3>(random, [N, W, D]);
    const until = (name: string, count: number, outputs: number) => {
      expectReach(relations.slice(0, count), x, outputs, (x) => run(x, name));
    };
    until(`words.${depth - 1}.norm2`, depth, N * W);
    until('sentences.vectors', depth + 1, N);
    until('sentences.0.norm2', depth + 2, N);
    until('sentencePool.output', depth + 3, 1);
  });
});

describe('relations', () => {
  it('compose from the last layer to the first', () => {
    const double: Relation = (token) => [2 * token];
    const next: Relation = (token) => [token, token + 1];
    expect(reachOf([double, next], 3)).toEqual([6, 8]);
    expect(reachOf([next, double], 3)).toEqual([6, 7]);
    expect(reachOf([], 3)).toEqual([3]);
  });

  it('come in ascending order, each token once', () => {
    expect(reachOf([() => [11, 2, 2, 1]], 0)).toEqual([1, 2, 11]);
  });

  it('of merging: two or four tokens', () => {
    expect(mergeRelation([1, 6], 1)(2)).toEqual([4, 5]);
    expect(reachOf([mergeRelation([4, 6], 2)], 4)).toEqual([14, 15, 20, 21]);
  });

  it('of a pyramid get smaller with it, down and across', () => {
    const config = { windowSize: [2, 2], depths: [1, 2] } as const;
    const [, merge, block, shifted] = windowEncoderRelations([8, 16], config);
    const tokens = Array.from({ length: 4 * 8 }, (_, token) => token);
    expect(tokens.map(merge ?? fullRelation(1))).toEqual(tokens.map(mergeRelation([8, 16], 2)));
    const blocks = [false, true].map((moves) => tokens.map(windowRelation([4, 8], [2, 2], moves)));
    expect([block, shifted].map((relation) => tokens.map(relation ?? fullRelation(1)))).toEqual(
      blocks,
    );
  });

  it('of space and time: a frame, a place, all', () => {
    const clip = { frames: 3, tokens: 4 };
    expect(spaceTimeRelation('space', clip)(5)).toEqual([4, 5, 6, 7]);
    expect(spaceTimeRelation('time', clip)(5)).toEqual([1, 5, 9]);
    expect(spaceTimeRelation('joint', clip)(5).length).toBe(12);
    expect([0, 1, 2, 3].map((i) => layerKind('alternating', i))).toEqual([
      'space',
      'time',
      'space',
      'time',
    ]);
    expect([0, 1].map((i) => layerKind('divided', i))).toEqual(['divided', 'divided']);
  });

  it('of a shifted window hold no token from the other end', () => {
    const relation = windowRelation([1, 6], [1, 3], true);
    expect([0, 1, 3, 4, 5].map((token) => reachOf([relation], token))).toEqual([
      [0],
      [1, 2, 3],
      [1, 2, 3],
      [4, 5],
      [4, 5],
    ]);
  });

  it('of a document leave padding out', () => {
    const config = { wordLayers: 1, sentenceLayers: 1 };
    const [words, pool, sentences, all] = documentRelations([2, 0, 1], 2, config);
    expect(reachOf([words ?? fullRelation(1)], 5)).toEqual([4, 5]);
    expect(pool?.(0)).toEqual([0, 1]);
    expect(pool?.(1)).toEqual([]);
    expect(reachOf([sentences ?? fullRelation(1)], 1)).toEqual([0, 1, 2]);
    expect(all?.(0)).toEqual([0, 2]);
  });
});

describe('the longest path', () => {
  it.each([
    [33, 2, 32],
    [33, 5, 8],
    [34, 5, 9],
    [33, 33, 1],
  ])('of %i tokens with window %i is %i: (T − 1) / (window − 1)', (T, window, layers) => {
    expect(longestPath(localGlobalRelation(T, { window }), T)).toBe(layers);
    expect(Math.ceil((T - 1) / (window - 1))).toBe(layers);
  });

  it('is one with full attention, two with a global token', () => {
    expect(longestPath(fullRelation(9), 9)).toBe(1);
    expect(longestPath(localGlobalRelation(33, { window: 2, globals: [7] }), 33)).toBe(2);
  });

  it('does not end with a window of one, or a causal one', () => {
    expect(longestPath(localGlobalRelation(4, { window: 1 }), 4)).toBe(Infinity);
    expect(longestPath(localGlobalRelation(4, { window: 3, causal: true }), 4)).toBe(Infinity);
    expect(longestPath(fullRelation(1), 1)).toBe(0);
  });
});
