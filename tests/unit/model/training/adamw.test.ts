import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  ADAMW,
  ADAM_2017,
  ModelError,
  adamW,
  adamWUpdate,
  initAdamW,
  recorder,
} from '../../../../src/model/index.ts';
import type { AdamWSettings, AdamWState, Leaves } from '../../../../src/model/index.ts';
import { expectClose, load, pick, plain, tree, unpack } from '../fixtures.ts';
import { left } from './support.ts';

const numbers = (tensor: tf.Tensor | undefined) => Array.from(tensor?.dataSync() ?? []);
const leaves = (data: Record<string, number[]>): Leaves =>
  Object.fromEntries(Object.entries(data).map(([path, values]) => [path, tf.tensor(values)]));

describe('adamW against PyTorch', () => {
  it('five steps, five rates, decay on matrices only: weights and both moments', () => {
    const { inputs, options, weights: start, tensors } = load('training-adamw');
    const { rates, ...rest } = options as unknown as AdamWSettings & { rates: number[] };
    let weights = tree(start) as Leaves;
    let state = initAdamW(weights);
    for (const [i, rate] of rates.entries()) {
      const at = (path: string) => unpack(inputs, `${i + 1}.${path}`);
      const gradients = { weight: at('weight'), bias: at('bias') };
      ({ weights, state } = adamW(weights, gradients, state, rate, rest));
      expect(state.step).toBe(i + 1);
      for (const [group, found] of Object.entries({ weights, ...groups(state) })) {
        for (const [path, tensor] of Object.entries(found)) {
          const name = `${i + 1}.${group}.${path}`;
          expectClose(name, plain(tensor), pick(tensors, name), 2e-6);
        }
      }
    }
  });
});

const groups = ({ first, second }: AdamWState) => ({ first, second });

describe('adamW', () => {
  const settings: AdamWSettings = { beta1: 0.5, beta2: 0.75, epsilon: 1e-3, weightDecay: 0.1 };

  it('moves by the rate at first, whatever the size of the gradient', () => {
    const weights = leaves({ w: [1, 1, 1] });
    const gradients = leaves({ w: [1e-3, -1, 1e3] });
    const calm = { ...ADAMW, epsilon: 1e-12 };
    const { weights: moved } = adamW(weights, gradients, initAdamW(weights), 0.5, calm);
    const [a = 0, b = 0, c = 0] = numbers(moved['w']);
    expect(Math.max(Math.abs(a - 0.5), Math.abs(b - 1.5), Math.abs(c - 0.5))).toBeLessThan(1e-5);
  });

  it('decays matrices only unless told otherwise', () => {
    const weights = { matrix: tf.ones([2, 2]), cube: tf.ones([1, 1, 1]), bias: tf.ones([2]), scalar: tf.scalar(1) }; // prettier-ignore
    const still = Object.fromEntries(
      Object.entries(weights).map(([path, tensor]) => [path, tf.zerosLike(tensor)]),
    );
    const run = (decays?: AdamWSettings['decays']) => {
      const state = initAdamW(weights);
      const { weights: moved } = adamW(weights, still, state, 0.5, { ...settings, decays });
      return Object.values(moved).map((tensor) => Math.fround(numbers(tensor)[0] ?? 0));
    };
    const decayed = Math.fround(0.95);
    expect(run()).toEqual([decayed, decayed, 1, 1]);
    expect(run((path) => path === 'bias')).toEqual([1, 1, decayed, 1]);
    expect(run((_, tensor) => tensor.rank === 0)).toEqual([1, 1, 1, decayed]);
  });

  it('keeps decay out of the moments', () => {
    const weights = { w: tf.ones([2, 2]) };
    const { state } = adamW(weights, { w: tf.zeros([2, 2]) }, initAdamW(weights), 0.5, settings);
    expect(numbers(state.first['w'])).toEqual([0, 0, 0, 0]);
    expect(numbers(state.second['w'])).toEqual([0, 0, 0, 0]);
  });

  it('keys its state by path: order and other weights do not matter', () => {
    const weights = leaves({ a: [1], b: [2], frozen: [3] });
    const gradients = leaves({ b: [5], a: [-1] });
    const { frozen: _, ...trained } = weights;
    const forward = adamW(weights, gradients, initAdamW(trained), 0.1, settings);
    const backward = adamW(
      weights,
      gradients,
      initAdamW({ b: tf.tensor([2]), a: tf.tensor([1]) }),
      0.1,
      settings,
    );
    expect(Object.keys(forward.weights)).toEqual(['a', 'b']);
    expect(Object.keys(backward.weights)).toEqual(['b', 'a']);
    for (const path of ['a', 'b']) {
      expect(numbers(forward.weights[path])).toEqual(numbers(backward.weights[path]));
    }
  });

  it('leaves what went in, and gives three tensors a weight', async () => {
    const weights = leaves({ a: [1, 2], b: [3] });
    const gradients = leaves({ a: [1, 1], b: [1] });
    const state = initAdamW(weights);
    const run = () => Promise.resolve(adamW(weights, gradients, state, 0.1, settings));
    expect(await left(run)).toBe(6);
    expect(await left(() => Promise.resolve(initAdamW(weights)))).toBe(4);
    expect(numbers(weights['a'])).toEqual([1, 2]);
    expect([state.step, numbers(state.first['a'])]).toEqual([0, [0, 0]]);
  });

  it('has the settings of the papers', () => {
    expect(ADAMW).toEqual({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 });
    expect(ADAM_2017).toEqual({ beta1: 0.9, beta2: 0.98, epsilon: 1e-9, weightDecay: 0 });
  });

  it('says what is missing', () => {
    const weights = leaves({ a: [1] });
    const state = initAdamW(weights);
    const run =
      (w: Leaves, g: Leaves, s = state) =>
      () =>
        adamW(w, g, s, 0.1, settings);
    const wanted = (what: string) => new ModelError('adamW', `${what} of a`, 'none');
    expect(run({}, weights)).toThrow(wanted('the weight'));
    expect(run(weights, {})).toThrow(wanted('the gradient'));
    expect(run(weights, weights, { ...state, second: {} })).toThrow(wanted('the second moment'));
    const named = leaves({ constructor: [1] });
    const odd = { step: 0, first: named, second: named };
    expect(run({}, named, odd)).toThrow('wanted the weight of constructor, got none');
  });
});

describe('adamWUpdate', () => {
  const slot = () => ({
    weight: tf.tensor([1]),
    gradient: tf.tensor([2]),
    first: tf.tensor([4]),
    second: tf.tensor([8]),
  });
  const numbersOf = { beta1: 0.5, beta2: 0.75, epsilon: 1, weightDecay: 0.5, step: 2, rate: 0.1 };

  it('gives known values, each of them tapped', () => {
    const { tap, tensors } = recorder();
    const updated = adamWUpdate(slot(), numbersOf, tap);
    const seen = Object.fromEntries(tensors.map(({ name, data }) => [name, data[0] ?? NaN]));
    const wanted = {
      first: 3,
      second: 7,
      meanHat: 4,
      squareHat: 16,
      direction: 4 / 5,
      decayed: 0.95,
      weight: 0.87,
    };
    expect(Object.keys(seen)).toEqual(Object.keys(wanted));
    for (const [name, value] of Object.entries(wanted)) expect(seen[name]).toBeCloseTo(value, 6);
    expect(numbers(updated.first)).toEqual([3]);
    expect(numbers(updated.second)).toEqual([7]);
    expect(numbers(updated.weight)[0]).toBeCloseTo(0.87, 6);
  });

  it.each([
    ['step', 0, 'step to be a whole number of at least 1'],
    ['step', 1.5, 'step to be a whole number of at least 1'],
    ['epsilon', 0, 'epsilon above 0'],
    ['beta1', 1, 'beta1 in [0, 1)'],
    ['beta1', -0.1, 'beta1 in [0, 1)'],
    ['beta2', 1, 'beta2 in [0, 1)'],
    ['beta2', NaN, 'beta2 in [0, 1)'],
    ['weightDecay', -1, 'weightDecay of at least 0'],
    ['rate', NaN, 'rate of at least 0'],
    ['rate', Infinity, 'rate of at least 0'],
  ])('refuses %s %d', (name, value, wanted) => {
    const error = new ModelError('adamW', wanted, String(value));
    expect(() => adamWUpdate(slot(), { ...numbersOf, [name]: value })).toThrow(error);
  });

  it('takes the edges: no momentum, no decay, no rate', () => {
    const still = { ...numbersOf, beta1: 0, beta2: 0, weightDecay: 0, rate: 0 };
    expect(numbers(adamWUpdate(slot(), still).weight)).toEqual([1]);
  });
});
