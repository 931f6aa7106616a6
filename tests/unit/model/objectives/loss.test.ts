import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  accuracy,
  createRandom,
  crossEntropy,
  exactMatch,
  perplexity,
  recorder,
} from '../../../../src/model/index.ts';
import { normal } from '../cases/support.ts';
import { expectClose, expectRecorded, load, pick, plain, unpack } from '../fixtures.ts';
import { expectGradients } from '../gradients.ts';

const value = (tensor: tf.Tensor) => tensor.dataSync()[0] ?? NaN;

describe.each(['objectives-cross-entropy', 'objectives-cross-entropy-smoothed'])('%s', (name) => {
  const fixture = load(name);
  const smoothing = Number(fixture.options['smoothing']);
  const logits = unpack<tf.Rank.R3>(fixture.inputs, 'logits');
  const targets = unpack<tf.Rank.R2>(fixture.inputs, 'targets');
  const weights = unpack<tf.Rank.R2>(fixture.inputs, 'weights');

  it('every tapped tensor is that of PyTorch and Keras', () => {
    const { tap, tensors } = recorder();
    const loss = crossEntropy(logits, targets, { weights, smoothing, tap });
    expectRecorded(tensors, fixture.tensors);
    expectClose('returned', plain(loss), pick(fixture.tensors, 'loss'));
  });

  it('every gradient is that of PyTorch', () => {
    expectGradients(fixture, { logits }, ({ logits }) =>
      crossEntropy(logits, targets, { weights, smoothing }),
    );
  });

  it('accuracy is that of Keras, perplexity the exponential of the unsmoothed loss', () => {
    const share = Number(fixture.options['accuracy']);
    expect(share * (1 - share)).toBeGreaterThan(0.2);
    expect(value(accuracy(logits, targets, weights))).toBeCloseTo(share, 6);
    const wanted = Number(fixture.options['perplexity']);
    expect(value(perplexity(logits, targets, weights)) / wanted).toBeCloseTo(1, 5);
  });
});

describe('crossEntropy', () => {
  const random = createRandom(61);
  const [B, T, V] = [2, 3, 5];
  const logits = normal<tf.Rank.R3>(random, [B, T, V]);
  const targets = tf.tensor2d([0, 4, 2, 1, 1, 3], [B, T], 'int32');

  it('of equal logits is log V, whatever the smoothing', () => {
    const flat = tf.zeros<tf.Rank.R3>([B, T, V]);
    for (const smoothing of [0, 0.1, 1]) {
      expect(value(crossEntropy(flat, targets, { smoothing }))).toBeCloseTo(Math.log(V), 6);
    }
    expect(value(perplexity(flat, targets))).toBeCloseTo(V, 5);
  });

  it('does not smooth unless told, and counts all places unless told', () => {
    const plainLoss = value(crossEntropy(logits, targets));
    expect(value(crossEntropy(logits, targets, { smoothing: 0 }))).toBe(plainLoss);
    const weights = tf.ones<tf.Rank.R2>([B, T]);
    expect(value(crossEntropy(logits, targets, { weights }))).toBeCloseTo(plainLoss, 6);
    expect(value(crossEntropy(logits, targets, { smoothing: 0.1 }))).not.toBeCloseTo(plainLoss, 3);
  });

  it('is the mean over the places that count, and nothing of the others', () => {
    const { tap, tensors } = recorder();
    crossEntropy(logits, targets, { tap });
    const { data } = tensors.find(({ name }) => name === 'losses') ?? {};
    const weights = tf.tensor2d([0, 1, 0, 0, 1, 1], [B, T]);
    const wanted = ((data?.[1] ?? NaN) + (data?.[4] ?? NaN) + (data?.[5] ?? NaN)) / 3;
    expect(value(crossEntropy(logits, targets, { weights }))).toBeCloseTo(wanted, 6);
    const other = tf.tensor2d([4, 4, 0, 0, 1, 3], [B, T], 'int32');
    expect(value(crossEntropy(logits, other, { weights }))).toBe(
      value(crossEntropy(logits, targets, { weights })),
    );
    const [gradient] = tf.grads((z) => crossEntropy(z, targets, { weights }))([logits]);
    const blind = Array.from(gradient?.dataSync() ?? []).filter((_, i) =>
      [0, 2, 3].includes(Math.floor(i / V)),
    );
    expect(blind.map(Math.abs)).toEqual(Array<number>(3 * V).fill(0));
  });

  it('weighs: twice the weight counts twice', () => {
    const weights = tf.tensor2d([2, 1, 0, 0, 0, 0], [B, T]);
    const { tap, tensors } = recorder();
    const loss = value(crossEntropy(logits, targets, { weights, tap }));
    const [first = NaN, second = NaN] = tensors.find(({ name }) => name === 'losses')?.data ?? [];
    expect(loss).toBeCloseTo((2 * first + second) / 3, 6);
  });

  it('takes truth values, which are not looked at', () => {
    const [classes, counts] = [tf.tensor1d([1, 0], 'bool'), tf.tensor1d([0, 1], 'bool')];
    const rows = tf.tensor2d([1, 2, 3, 5], [2, 2]);
    const wanted = Math.log(1 + Math.exp(2));
    expect(value(crossEntropy(rows, classes, { weights: counts }))).toBeCloseTo(wanted, 6);
  });

  it('does not change when a row of logits is moved', () => {
    const moved = tf.add<tf.Tensor3D>(logits, tf.reshape(tf.range(0, B * T), [B, T, 1]));
    expect(value(crossEntropy(moved, targets, { smoothing: 0.1 }))).toBeCloseTo(
      value(crossEntropy(logits, targets, { smoothing: 0.1 })),
      5,
    );
  });

  it('is exact and finite for logits beyond the range of exp', () => {
    const huge = tf.tensor2d([3e4, 0, -3e4, 3e4, 0, -3e4], [2, 3]);
    expect(value(crossEntropy(huge, tf.tensor1d([0, 0], 'int32')))).toBe(0);
    expect(value(crossEntropy(huge, tf.tensor1d([2, 2], 'int32')))).toBe(6e4);
    const [gradient] = tf.grads((z) => crossEntropy(z, tf.tensor1d([2, 2], 'int32')))([huge]);
    expect(Array.from(gradient?.dataSync() ?? [])).toEqual([0.5, 0, -0.5, 0.5, 0, -0.5]);
  });

  it('smoothed, has its least value where the model says the smoothed labels themselves', () => {
    const smoothing = 0.1;
    const best = Array.from({ length: V }, (_, v) =>
      Math.log(v === 2 ? 1 - smoothing + smoothing / V : smoothing / V),
    );
    const at = (logits: number[]) =>
      value(crossEntropy(tf.tensor1d(logits), tf.scalar(2, 'int32'), { smoothing }));
    const least = -best.reduce((sum, log) => sum + Math.exp(log) * log, 0);
    expect(at(best)).toBeCloseTo(least, 6);
    for (const v of best.keys()) {
      expect(at(best.map((z, i) => (i === v ? z + 0.1 : z)))).toBeGreaterThan(least);
      expect(at(best.map((z, i) => (i === v ? z - 0.1 : z)))).toBeGreaterThan(least);
    }
  });

  it('with ε·V / (V − 1) spreads ε over the others, as the code of 2017 did', () => {
    const [epsilon, { tap, tensors }] = [0.1, recorder()];
    crossEntropy(logits, targets, { smoothing: (epsilon * V) / (V - 1), tap });
    const { data } = tensors.find(({ name }) => name === 'wanted') ?? {};
    const row = Array.from({ length: V }, (_, v) => (v === 0 ? 1 - epsilon : epsilon / (V - 1)));
    expect(data?.length).toBe(B * T * V);
    row.forEach((wanted, v) => {
      expect(data?.[v]).toBeCloseTo(wanted, 6);
    });
  });
});

describe('accuracy and exact match', () => {
  const targets = tf.tensor2d([1, 0, 2, 2, 0, 0], [3, 2], 'int32');
  /** Rows that vote for these classes. */
  const votes = (classes: number[]) =>
    tf.tensor3d(
      classes.flatMap((c) => [0, 1, 2].map((v) => (v === c ? 5 : v))),
      [3, 2, 3],
    );

  it('count what is right', () => {
    const logits = votes([1, 0, 2, 1, 1, 2]);
    expect(value(accuracy(logits, targets))).toBeCloseTo(3 / 6, 6);
    expect(value(exactMatch(logits, targets))).toBeCloseTo(1 / 3, 6);
  });

  it('look only where the weight says so', () => {
    const logits = votes([1, 0, 2, 1, 1, 2]);
    const weights = tf.tensor2d([1, 0, 1, 0, 0, 1], [3, 2]);
    expect(value(accuracy(logits, targets, weights))).toBeCloseTo(2 / 3, 6);
    expect(value(exactMatch(logits, targets, weights))).toBeCloseTo(2 / 3, 6);
  });

  it('exact match leaves out a sequence in which nothing counts, and does not weigh', () => {
    const logits = votes([1, 0, 2, 1, 0, 0]);
    const weights = tf.tensor2d([1, 1, 0.5, 0.5, 0, 0], [3, 2]);
    expect(value(exactMatch(logits, targets, weights))).toBeCloseTo(1 / 2, 6);
    expect(value(accuracy(logits, targets, weights))).toBeCloseTo(2.5 / 3, 6);
  });

  it('of equal logits the first is the largest', () => {
    const equal = tf.zeros<tf.Rank.R3>([3, 2, 3]);
    expect(value(accuracy(equal, targets))).toBeCloseTo(3 / 6, 6);
  });

  it('take targets of either type, and leave their result alone', () => {
    const logits = votes([1, 0, 2, 1, 1, 2]);
    const floats = tf.cast(targets, 'float32');
    const before = tf.memory().numTensors;
    expect(value(accuracy(logits, floats))).toBeCloseTo(3 / 6, 6);
    expect(value(exactMatch(logits, floats))).toBeCloseTo(1 / 3, 6);
    expect(tf.memory().numTensors).toBe(before + 2);
  });
});
