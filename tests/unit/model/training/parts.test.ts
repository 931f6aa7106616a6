import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  ModelError,
  clipByGlobalNorm,
  constantRate,
  cosine,
  createBatches,
  createRandom,
  globalNorm,
  inverseSquareRoot,
  permutation,
  updateAverage,
} from '../../../../src/model/index.ts';
import type {
  CosineOptions,
  InverseSquareRootOptions,
  Leaves,
} from '../../../../src/model/index.ts';
import { expectClose, load, pick, plain, tree } from '../fixtures.ts';
import { left } from './support.ts';

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('schedules against PyTorch', () => {
  const options = load('training-schedules').options as unknown as {
    cosine: CosineOptions;
    cosineRates: number[];
    plain: CosineOptions;
    plainRates: number[];
    inverseSquareRoot: InverseSquareRootOptions;
    inverseSquareRootRates: number[];
  };

  it.each([
    ['cosine with warm-up', cosine(options.cosine), options.cosineRates],
    ['cosine alone', cosine(options.plain), options.plainRates],
    [
      'inverse square root',
      inverseSquareRoot(options.inverseSquareRoot),
      options.inverseSquareRootRates,
    ],
  ])('%s', (_, schedule, rates) => {
    // prettier-ignore
    const gaps = rates.map((rate, i) => Math.abs(schedule(i + 1) - rate));
    expect(rates.length).toBeGreaterThan(9);
    expect(Math.max(...gaps)).toBeLessThan(1e-12);
  });
});

describe('schedules', () => {
  it('constantRate is constant', () => {
    expect([1, 2, 1000].map(constantRate(0.3))).toEqual([0.3, 0.3, 0.3]);
  });

  it('inverseSquareRoot of 2017 peaks at step 4000 with 0.0007', () => {
    const schedule = inverseSquareRoot({ width: 512, warmup: 4000 });
    expect(schedule(4000)).toBeCloseTo(0.00069877, 8);
    expect(schedule(3999)).toBeLessThan(schedule(4000));
    expect(schedule(4001)).toBeLessThan(schedule(4000));
    expect(schedule(16000)).toBeCloseTo(schedule(4000) / 2, 10);
    expect(schedule(1000)).toBeCloseTo(schedule(4000) / 4, 10);
  });

  it('cosine rises to its peak, falls, and stays at its floor', () => {
    const schedule = cosine({ peak: 1, warmup: 10, steps: 110, floor: 0.1 });
    expect([schedule(1), schedule(10), schedule(60)]).toEqual([0.1, 1, 0.55]);
    expect([schedule(110), schedule(111), schedule(1e6)]).toEqual([0.1, 0.1, 0.1]);
    const rates = range(10, 111).map(schedule);
    expect(rates.every((rate, i) => i === 0 || rate < (rates[i - 1] ?? 0))).toBe(true);
  });

  it.each([
    [() => constantRate(0), 'constantRate', 'rate above 0', '0'],
    [
      () => inverseSquareRoot({ width: 0, warmup: 1 }),
      'inverseSquareRoot',
      'width to be a whole number of at least 1',
      '0',
    ],
    [
      () => inverseSquareRoot({ width: 1, warmup: 0.5 }),
      'inverseSquareRoot',
      'warmup to be a whole number of at least 1',
      '0.5',
    ],
    [() => cosine({ peak: -1, steps: 5 }), 'cosine', 'peak above 0', '-1'],
    [
      () => cosine({ peak: 1, steps: 0 }),
      'cosine',
      'steps to be a whole number of at least 1',
      '0',
    ],
    [() => cosine({ peak: 1, steps: 5, warmup: 5 }), 'cosine', 'a whole warmup of 0 to 4', '5'],
    [() => cosine({ peak: 1, steps: 5, warmup: -1 }), 'cosine', 'a whole warmup of 0 to 4', '-1'],
    [() => cosine({ peak: 1, steps: 5, warmup: 0.5 }), 'cosine', 'a whole warmup of 0 to 4', '0.5'],
    [() => cosine({ peak: 1, steps: 5, floor: 2 }), 'cosine', 'a floor of 0 to 1', '2'],
    [() => cosine({ peak: 1, steps: 5, floor: -1 }), 'cosine', 'a floor of 0 to 1', '-1'],
    [() => cosine({ peak: 1, steps: 5, floor: NaN }), 'cosine', 'a floor of 0 to 1', 'NaN'],
  ])('%o is refused', (make, where, wanted, got) => {
    // prettier-ignore
    expect(make).toThrow(new ModelError(where, wanted, got));
  });

  it('takes the edges', () => {
    expect(cosine({ peak: 1, steps: 1, floor: 1 })(1)).toBe(1);
    expect(cosine({ peak: 1, steps: 2, warmup: 1 })(1)).toBe(1);
  });
});

describe('clipping against PyTorch', () => {
  const { inputs, options, tensors } = load('training-clip');
  const settings = options as Record<string, { limit: number; norm: number }>;

  it.each(['short', 'long'])('a %s limit', (name) => {
    const { limit = 0, norm = 0 } = settings[name] ?? {};
    const gradients = tree(inputs) as Leaves;
    expect(globalNorm(gradients).dataSync()[0]).toBeCloseTo(norm, 5);
    const clipped = clipByGlobalNorm(gradients, limit);
    for (const [path, tensor] of Object.entries(clipped)) {
      expectClose(path, plain(tensor), pick(tensors, `${name}.${path}`), 2e-6);
    }
    if (name === 'short') expect(globalNorm(clipped).dataSync()[0]).toBeCloseTo(limit, 6);
  });

  it('leaves gradients below the limit as they are, zeros too', () => {
    const gradients = { a: tf.tensor([0.3, -0.4]), b: tf.zeros([2]) };
    const { a, b } = clipByGlobalNorm(gradients, 0.5);
    expect([a?.dataSync(), b?.dataSync()]).toEqual([
      gradients.a.dataSync(),
      gradients.b.dataSync(),
    ]);
    const zero = clipByGlobalNorm({ b: tf.zeros([2]) }, 1);
    expect(Array.from(zero['b']?.dataSync() ?? [])).toEqual([0, 0]);
  });

  it('takes the norm that it is given', () => {
    const clipped = clipByGlobalNorm({ a: tf.tensor([1]) }, 1, tf.scalar(4));
    expect(clipped['a']?.dataSync()[0]).toBe(0.25);
  });

  it('leaves its results and nothing else', async () => {
    const gradients = { a: tf.tensor([3]), b: tf.tensor([4]) };
    expect(await left(() => Promise.resolve(globalNorm(gradients)))).toBe(1);
    expect(await left(() => Promise.resolve(clipByGlobalNorm(gradients, 1)))).toBe(2);
  });

  it('refuses no gradients and no limit', () => {
    expect(() => globalNorm({})).toThrow(new ModelError('globalNorm', 'gradients', 'none'));
    const run = () => clipByGlobalNorm({ a: tf.tensor([1]) }, 0);
    expect(run).toThrow(new ModelError('clipByGlobalNorm', 'limit above 0', '0'));
  });
});

describe('updateAverage', () => {
  it('follows weights as AveragedModel of PyTorch does', () => {
    const { inputs, options, tensors } = load('training-average');
    const at = (step: number) => (tree(inputs) as Record<string, Leaves>)[step] ?? {};
    let average = at(0);
    for (const step of [1, 2, 3]) {
      average = updateAverage(average, at(step), Number(options['decay']));
      expect(Object.keys(average)).toEqual(['weight', 'bias']);
      for (const [path, tensor] of Object.entries(average)) {
        expectClose(path, plain(tensor), pick(tensors, `${step}.${path}`), 1e-6);
      }
    }
  });

  it('with decay 0 is the weights, and leaves one tensor a weight', async () => {
    const [average, weights] = [{ a: tf.tensor([1]) }, { a: tf.tensor([5]), b: tf.tensor([6]) }];
    const next = updateAverage(average, weights, 0);
    expect(Object.keys(next)).toEqual(['a']);
    expect(next['a']?.dataSync()[0]).toBe(5);
    expect(await left(() => Promise.resolve(updateAverage(average, weights, 0.5)))).toBe(1);
  });

  it('refuses decays out of [0, 1) and weights that are not there', () => {
    const average = { a: tf.tensor([1]) };
    for (const decay of [1, -0.1, NaN]) {
      const error = new ModelError('updateAverage', 'a decay in [0, 1)', String(decay));
      expect(() => updateAverage(average, average, decay)).toThrow(error);
    }
    const error = new ModelError('updateAverage', 'the weight of a', 'none');
    expect(() => updateAverage(average, {}, 0.5)).toThrow(error);
  });
});

describe('permutation', () => {
  it('is an order of all numbers, by seed and epoch', () => {
    const order = permutation(50, 1, 0);
    expect(order.toSorted((a, b) => a - b)).toEqual(range(0, 50));
    expect(permutation(50, 1, 0)).toEqual(order);
    expect(permutation(50, 1, 1)).not.toEqual(order);
    expect(permutation(50, 2, 0)).not.toEqual(order);
    expect([permutation(0, 1, 1), permutation(1, 1, 1)]).toEqual([[], [0]]);
  });

  it('is the same for ever', () => {
    expect(permutation(8, 7, 0)).toMatchInlineSnapshot(`
      [
        4,
        1,
        7,
        2,
        0,
        3,
        5,
        6,
      ]
    `);
  });

  it('takes each of the 24 orders of four about as often', () => {
    const counts = new Map<string, number>();
    for (let epoch = 0; epoch < 4800; epoch++) {
      const order = permutation(4, 3, epoch).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // χ² with 23 degrees of freedom is below 49.7 in 999 of 1,000 runs of a fair shuffler.
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
    expect(chi).toBeLessThan(49.7);
  });
});

describe('createBatches', () => {
  const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

  it('gives every item once an epoch, and runs on over its end', () => {
    const batches = createBatches(items, { size: 3, seed: 5 });
    const all = range(0, 14).flatMap((index) => batches(index));
    expect(all.length).toBe(42);
    for (const epoch of range(0, 6)) {
      const order = all.slice(7 * epoch, 7 * epoch + 7);
      expect(order.toSorted()).toEqual(items);
      expect(order).toEqual(permutation(7, 5, epoch).map((i) => items[i]));
    }
  });

  it('depends on number and seed only: any order of asking gives the same', () => {
    const numbers = [9, 0, 3, 3, 8, 1];
    const batches = createBatches(items, { size: 4, seed: 5 });
    const fresh = (index: number) => createBatches(items, { size: 4, seed: 5 })(index);
    expect(numbers.map((index) => batches(index))).toEqual(numbers.map(fresh));
    expect(createBatches(items, { size: 4, seed: 6 })(0)).not.toEqual(batches(0));
  });

  it('makes batches larger than the data', () => {
    const batch = createBatches(['a', 'b'], { size: 5, seed: 1 })(0);
    expect(batch.toSorted().join('')).toMatch(/^aab(b|bb)$|^aabbb$|^aaabb$/);
    expect(batch.length).toBe(5);
  });

  it('refuses what makes no batch', () => {
    const make = (list: readonly string[], size: number) => () => createBatches(list, { size, seed: 1 }); // prettier-ignore
    expect(make([], 1)).toThrow(new ModelError('createBatches', 'items', 'none'));
    const whole = 'size to be a whole number of at least 1';
    expect(make(items, 0)).toThrow(new ModelError('createBatches', whole, '0'));
    for (const index of [-1, 0.5]) {
      const error = new ModelError('createBatches', 'the number of a batch, from 0', `${index}`);
      expect(() => make(items, 2)()(index)).toThrow(error);
    }
  });
});

describe('a random stream', () => {
  it('goes on where its state says', () => {
    const stream = createRandom(3);
    const fresh = stream.state();
    stream.normal();
    stream.uniform();
    const resumed = createRandom(stream.state());
    expect(fresh).toBe(3);
    expect(stream.state()).not.toBe(fresh);
    const next = range(0, 20).map(() => [stream.uniform(), stream.normal()]);
    expect(range(0, 20).map(() => [resumed.uniform(), resumed.normal()])).toEqual(next);
    expect(resumed.state()).toBe(stream.state());
    expect(createRandom(-1).state()).toBe(2 ** 32 - 1);
  });
});
