import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  FLOW_TIME_SCALE,
  axisOf,
  axisPositions,
  axisWidths,
  createRandom,
  dit,
  ditBlock,
  finalLayer,
  flatten,
  gridPositions,
  gridTokens,
  groupTokens,
  initDit,
  initDitBlock,
  initFinalLayer,
  initLabels,
  initTimestep,
  labelEmbedding,
  modulate,
  nullLabel,
  paddingMask,
  plainNorm,
  sinusoidalPositions,
  timestepSinusoids,
  ungroupTokens,
} from '../../../../src/model/index.ts';
import type { AttentionAxis, DitCondition, DitConfig } from '../../../../src/model/index.ts';
import { smallDit } from '../cases/diffusion.ts';
import { normal, roughen } from '../cases.ts';

const [B, D, H, F, S, TEXT] = [2, 8, 2, 12, 4, 5];
const GRID = { frames: 3, rows: 2, columns: 2 };
const T = 12;
const random = createRandom(17);
const x = normal<tf.Rank.R3>(random, [B, T, D]);
const c = normal<tf.Rank.R2>(random, [B, D]);
const text = normal<tf.Rank.R3>(random, [B, S, TEXT]);
const data = (tensor: tf.Tensor) => Array.from(tensor.dataSync());

/** `x` with one row of one sample replaced by noise. */
function perturb(x: tf.Tensor3D, sample: number, row: number): tf.Tensor3D {
  const at = tf.buffer<tf.Rank.R3>([x.shape[0], x.shape[1], 1]);
  at.set(1, sample, row, 0);
  return tf.add(x, tf.mul(at.toTensor(), normal<tf.Rank.R3>(random, x.shape)));
}

/** Which tokens change, by sample. */
function changed(before: tf.Tensor3D, after: tf.Tensor3D): number[][] {
  const gaps = tf.max(tf.abs(tf.sub(before, after)), -1).arraySync() as number[][];
  return gaps.map((row) => row.flatMap((gap, t) => (gap > 1e-6 ? [t] : [])));
}

const all = Array.from({ length: T }, (_, t) => t);

describe('ditBlock at the start', () => {
  it.each(['joint', 'spatial', 'temporal'] as const)('%s: is exactly the identity', (axis) => {
    const params = initDitBlock(random, D, F);
    const y = ditBlock(params, x, c, { heads: H, axis, grid: GRID });
    expect(data(y)).toEqual(data(x));
  });

  it('with a text: is exactly the identity', () => {
    const y = ditBlock(initDitBlock(random, D, F, TEXT), x, c, { heads: H, text });
    expect(data(y)).toEqual(data(x));
  });

  it('learns through its gates first', () => {
    const params = initDitBlock(random, D, F);
    const loss = (weight: tf.Tensor2D) => {
      const modulation = { ...params.modulation, weight };
      const y = ditBlock({ ...params, modulation }, x, c, { heads: H });
      return tf.sum<tf.Scalar>(tf.square(y));
    };
    const slopes = tf.grad(loss as (w: tf.Tensor) => tf.Scalar)(params.modulation.weight);
    const sizes = data(tf.sum(tf.abs(tf.reshape(slopes, [D, 6, D])), [0, 2]));
    expect(sizes.map((size) => size > 0)).toEqual([false, false, true, false, false, true]);
  });
});

describe('ditBlock', () => {
  const params = roughen(random, initDitBlock(random, D, F));
  const reach = (axis: AttentionAxis, token: number) => {
    const forward = (x: tf.Tensor3D) => ditBlock(params, x, c, { heads: H, axis, grid: GRID });
    return changed(forward(x), forward(perturb(x, 1, token)));
  };

  it('joint: a token reaches every token of its clip, and no other clip', () => {
    expect(reach('joint', 5)).toEqual([[], all]);
  });

  it('spatial: a token reaches its frame', () => {
    expect(reach('spatial', 5)).toEqual([[], [4, 5, 6, 7]]);
  });

  it('temporal: a token reaches its place in every frame', () => {
    expect(reach('temporal', 6)).toEqual([[], [2, 6, 10]]);
  });

  it('attends to all unless told otherwise', () => {
    const joint = ditBlock(params, x, c, { heads: H, axis: 'joint' });
    expect(data(ditBlock(params, x, c, { heads: H }))).toEqual(data(joint));
  });

  it('reads the condition of its own sample', () => {
    const other = tf.add<tf.Tensor2D>(c, tf.tensor2d([[0], [1]]));
    const after = ditBlock(params, x, other, { heads: H });
    expect(changed(ditBlock(params, x, c, { heads: H }), after)).toEqual([[], all]);
  });

  it('sees the text of its own sample, but not its padding', () => {
    const told = roughen(random, initDitBlock(random, D, F, TEXT));
    const textMask = paddingMask([S, 2], S);
    const forward = (text: tf.Tensor3D) => ditBlock(told, x, c, { heads: H, text, textMask });
    expect(changed(forward(text), forward(perturb(text, 1, 1)))).toEqual([[], all]);
    expect(changed(forward(text), forward(perturb(text, 1, 2)))).toEqual([[], []]);
  });
});

describe('the parts', () => {
  it('plainNorm gives mean 0 and variance 1', () => {
    const { mean, variance } = tf.moments(plainNorm(tf.add(tf.mul(x, 5), 3)), -1);
    expect(data(mean).every((value) => Math.abs(value) < 1e-5)).toBe(true);
    expect(data(variance).every((value) => Math.abs(value - 1) < 1e-5)).toBe(true);
    expect(data(plainNorm(tf.fill([1, 4], 7)))).toEqual([0, 0, 0, 0]);
  });

  it('modulate scales by 1 + scale and shifts, each sample by its own', () => {
    const y = modulate(
      tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]),
      tf.tensor2d([10, 20, 0, 0], [2, 2]),
      tf.tensor2d([0, 1, 0, -1], [2, 2]),
    );
    expect(data(y)).toEqual([11, 24, 13, 28, 5, 0, 7, 0]);
  });

  it('the final layer predicts 0 at the start', () => {
    const y = finalLayer(initFinalLayer(D, 6), x, c);
    expect(y.shape).toEqual([B, T, 6]);
    expect(data(y).every((value) => value === 0)).toBe(true);
  });

  it('times have all cosines first, from fast to slow', () => {
    expect(data(timestepSinusoids([0], 4))).toEqual([1, 1, 0, 0]);
    const [a, b, c, d] = data(timestepSinusoids([3], 4));
    expect(a).toBeCloseTo(Math.cos(3), 6);
    expect(b).toBeCloseTo(Math.cos(0.03), 6);
    expect(c).toBeCloseTo(Math.sin(3), 6);
    expect(d).toBeCloseTo(Math.sin(0.03), 6);
    expect(FLOW_TIME_SCALE).toBe(1000);
  });

  it('a label is a row of the table, the last one no label', () => {
    const params = initLabels(random, 3, D);
    const rows = params.table.arraySync();
    expect(nullLabel(params)).toBe(3);
    expect(labelEmbedding(params, [3, 1]).arraySync()).toEqual([rows[3], rows[1]]);
  });
});

describe('initialization', () => {
  it('is small where the paper says so', () => {
    const { inner, outer } = initTimestep(random, 64, 64);
    const { table } = initLabels(random, 99, 64);
    for (const tensor of [inner.weight, outer.weight, table]) {
      const { mean, variance } = tf.moments(tensor);
      expect(Math.abs(data(mean)[0] ?? NaN)).toBeLessThan(0.002);
      expect(Math.sqrt(data(variance)[0] ?? NaN)).toBeCloseTo(0.02, 3);
    }
    expect([inner.weight.shape, outer.weight.shape]).toEqual([
      [64, 64],
      [64, 64],
    ]);
    expect(table.shape).toEqual([100, 64]);
    expect(data(inner.bias).every((value) => value === 0)).toBe(true);
  });

  it('is zero where it makes the block the identity, and nowhere else', () => {
    const config = smallDit({ kind: 'cross', textWidth: TEXT }, 'joint');
    const zero = flatten(initDit(random, config)).flatMap(([path, tensor]) =>
      path.endsWith('weight') && data(tensor).every((value) => value === 0) ? [path] : [],
    );
    expect(zero).toEqual([
      'blocks.0.modulation.weight',
      'blocks.0.cross.output.weight',
      'blocks.1.modulation.weight',
      'blocks.1.cross.output.weight',
      'final.modulation.weight',
      'final.output.weight',
    ]);
  });

  it('is the same for the same seed', () => {
    const config = smallDit({ kind: 'adaLN', classes: 3 }, 'joint');
    const numbers = (seed: number) =>
      flatten(initDit(createRandom(seed), config)).map(([, tensor]) => tensor.dataSync());
    expect(numbers(4)).toEqual(numbers(4));
    expect(numbers(4)).not.toEqual(numbers(5));
  });
});

describe('positions on a grid', () => {
  it('on one axis are those of 2017', () => {
    expect(data(axisPositions([5], D))).toEqual(data(sinusoidalPositions(5, D)));
  });

  it('on several are each axis in channels of its own', () => {
    const rows = gridPositions(GRID, 14).arraySync();
    const table = (size: number, width: number) => sinusoidalPositions(size, width).arraySync();
    expect(axisWidths(14, 3)).toEqual([6, 4, 4]);
    const [frames, rowsTable, columns] = [table(3, 6), table(2, 4), table(2, 4)];
    expect(rows[0]).toEqual([...(frames[0] ?? []), ...(rowsTable[0] ?? []), ...(columns[0] ?? [])]);
    expect(rows[7]).toEqual([...(frames[1] ?? []), ...(rowsTable[1] ?? []), ...(columns[1] ?? [])]);
    expect(rows[9]).toEqual([...(frames[2] ?? []), ...(rowsTable[0] ?? []), ...(columns[1] ?? [])]);
    expect(new Set(rows.map((row) => row.join())).size).toBe(T);
  });

  it('give time what the other axes leave', () => {
    expect(axisWidths(1152, 3)).toEqual([384, 384, 384]);
    expect(axisWidths(128, 3)).toEqual([44, 42, 42]);
    expect(axisWidths(8, 2)).toEqual([4, 4]);
    expect(axisWidths(6, 3)).toEqual([2, 2, 2]);
  });
});

describe('groups', () => {
  const grid = { frames: 2, rows: 1, columns: 3 };
  const tokens = tf.tensor3d(
    Array.from({ length: 12 }, (_, i) => i),
    [2, 6, 1],
  );

  it('hold the tokens of a frame, or of a place', () => {
    const spatial = groupTokens(tokens, 'spatial', grid);
    const temporal = groupTokens(tokens, 'temporal', grid);
    expect([spatial.shape, temporal.shape]).toEqual([
      [4, 3, 1],
      [6, 2, 1],
    ]);
    expect(data(spatial)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(data(temporal)).toEqual([0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11]);
    expect(gridTokens(GRID)).toBe(12);
  });

  it.each(['joint', 'spatial', 'temporal'] as const)('%s: can be undone', (axis) => {
    const back = ungroupTokens(groupTokens(tokens, axis, grid), axis, grid);
    expect(back.shape).toEqual([2, 6, 1]);
    expect(data(back)).toEqual(data(tokens));
  });
});

describe('dit', () => {
  const tokens = normal<tf.Rank.R3>(random, [B, T, 4]);
  const times = [3, 640];
  const kinds: DitCondition[] = [
    { kind: 'adaLN', classes: 3 },
    { kind: 'cross', textWidth: TEXT },
    { kind: 'none' },
  ];
  const given = ({ condition: { kind } }: DitConfig) => ({
    grid: GRID,
    times,
    ...(kind === 'adaLN' ? { labels: [2, 0] } : {}),
    ...(kind === 'cross' ? { text } : {}),
  });

  it.each(kinds)('$kind: predicts 0 at the start', (condition) => {
    const config = smallDit(condition, 'factorised');
    const y = dit(initDit(random, config), config, tokens, given(config));
    expect(y.shape).toEqual([B, T, 4]);
    expect(data(y).every((value) => value === 0)).toBe(true);
  });

  it('may predict more channels than it reads', () => {
    const config = { ...smallDit({ kind: 'none' }, 'joint'), outChannels: 5 };
    const y = dit(initDit(random, config), config, tokens, given(config));
    expect(y.shape).toEqual([B, T, 10]);
  });

  it('joint: one layer reaches all; factorised: a frame first, all after the second', () => {
    const reach = (attention: DitConfig['attention'], layers: number) => {
      const config = { ...smallDit({ kind: 'none' }, attention), layers };
      const params = roughen(createRandom(3), initDit(createRandom(4), config));
      const forward = (tokens: tf.Tensor3D) => dit(params, config, tokens, given(config));
      return changed(forward(tokens), forward(perturb(tokens, 0, 9)));
    };
    expect(reach(undefined, 1)).toEqual([all, []]);
    expect(reach('joint', 1)).toEqual([all, []]);
    expect(reach('factorised', 1)).toEqual([[8, 9, 10, 11], []]);
    expect(reach('factorised', 2)).toEqual([all, []]);
  });

  it('alternates between space and time', () => {
    const factorised = smallDit({ kind: 'none' }, 'factorised');
    const axes = [0, 1, 2, 3].map((layer) => axisOf(factorised, layer));
    expect(axes).toEqual(['spatial', 'temporal', 'spatial', 'temporal']);
    expect(axisOf(smallDit({ kind: 'none' }, undefined), 1)).toBe('joint');
  });

  it('reads the time, the label and the text of each sample', () => {
    for (const condition of kinds) {
      const config = smallDit(condition, 'joint');
      const params = roughen(createRandom(6), initDit(createRandom(7), config));
      const before = dit(params, config, tokens, given(config));
      const late = { ...given(config), times: [3, 700] };
      expect(changed(before, dit(params, config, tokens, late))).toEqual([[], all]);
      if (condition.kind !== 'adaLN') continue;
      const other = { ...given(config), labels: [1, 0] };
      expect(changed(before, dit(params, config, tokens, other))).toEqual([all, []]);
    }
  });

  it('knows the order of its tokens', () => {
    const config = smallDit({ kind: 'none' }, 'joint');
    const params = roughen(createRandom(6), initDit(createRandom(7), config));
    const forward = (tokens: tf.Tensor3D) => dit(params, config, tokens, given(config));
    const turned = tf.reverse(forward(tf.reverse(tokens, 1)), 1);
    expect(changed(forward(tokens), turned)).toEqual([all, all]);
  });
});
