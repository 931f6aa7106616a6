import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  addNoise,
  convertPrediction,
  createRandom,
  diffusionLoss,
  diffusionRates,
  dropConditions,
  flowRates,
  guide,
  linearSchedule,
  minSnrWeight,
  predictionShares,
  recorder,
  scaleOfWeight,
  snr,
  trainingTarget,
  weightOfScale,
  withGuidance,
  zeroTerminalSnr,
} from '../../../../src/model/index.ts';
import type { Prediction, Rates } from '../../../../src/model/index.ts';
import { normal } from '../cases.ts';
import { expectClose, plain } from '../fixtures.ts';

const KINDS: readonly Prediction[] = ['epsilon', 'x0', 'v', 'velocity', 'score'];
const linear = linearSchedule();
const random = createRandom(5);
const clean = normal<tf.Rank.R3>(random, [2, 3, 4]);
const epsilon = normal<tf.Rank.R3>(random, [2, 3, 4]);
const pairs: Record<string, readonly Rates[]> = {
  diffusion: [diffusionRates(linear, 80), diffusionRates(linear, 600)],
  flow: [flowRates(0.2), flowRates(0.7)],
  'one for all': [diffusionRates(linear, 300)],
};

/** The formulas of the papers, on numbers: what each kind of prediction says about x₀ and ε. */
const papers: [Prediction, Prediction, (x: number, y: number, a: number, s: number) => number][] = [
  ['epsilon', 'x0', (x, y, a, s) => (x - s * y) / a],
  ['x0', 'epsilon', (x, y, a, s) => (x - a * y) / s],
  ['v', 'x0', (x, y, a, s) => a * x - s * y],
  ['v', 'epsilon', (x, y, a, s) => s * x + a * y],
  ['epsilon', 'score', (_x, y, _a, s) => -y / s],
  ['score', 'epsilon', (_x, y, _a, s) => -s * y],
  ['score', 'x0', (x, y, a, s) => (x + s * s * y) / a],
  ['x0', 'score', (x, y, a, s) => (a * y - x) / s ** 2],
];
const flows: [Prediction, Prediction, (x: number, y: number, t: number) => number][] = [
  ['velocity', 'x0', (x, y, t) => x - t * y],
  ['velocity', 'epsilon', (x, y, t) => x + (1 - t) * y],
  ['x0', 'velocity', (x, y, t) => (x - y) / t],
  ['epsilon', 'velocity', (x, y, t) => (y - x) / (1 - t)],
];

describe('conversions', () => {
  it.each(papers)('from %s to %s are those of the papers', (from, to, formula) => {
    for (const t of [20, 500, 980]) {
      const rates = diffusionRates(linear, t);
      const [ofX, ofPrediction] = predictionShares(from, to, rates);
      const wanted = formula(0.7, -1.3, rates.signal, rates.noise);
      expect(ofX * 0.7 - ofPrediction * 1.3).toBeCloseTo(wanted, 8);
    }
  });

  it.each(flows)('in a flow, from %s to %s', (from, to, formula) => {
    for (const t of [0.1, 0.5, 0.9]) {
      const [ofX, ofPrediction] = predictionShares(from, to, flowRates(t));
      expect(ofX * 0.7 - ofPrediction * 1.3).toBeCloseTo(formula(0.7, -1.3, t), 10);
    }
  });

  const cases = KINDS.flatMap((from) => KINDS.map((to) => [from, to] as const));
  describe.each(Object.entries(pairs))('%s', (_, rates) => {
    it.each(cases)('from the true %s to the true %s', (from, to) => {
      const x = addNoise(clean, epsilon, rates);
      const given = trainingTarget(from, clean, epsilon, rates);
      const wanted = plain(trainingTarget(to, clean, epsilon, rates));
      const converted = plain(convertPrediction(from, to, x, given, rates));
      expectClose(to, converted, { ...wanted, data: Array.from(wanted.data) }, 2e-5);
    });
  });

  it('of pure noise: v and x₀ still determine the data, ε does not', () => {
    const rates = [diffusionRates(zeroTerminalSnr(linear), 1000)];
    const x = addNoise(clean, epsilon, rates);
    expect(plain(x)).toEqual(plain(epsilon));
    const v = trainingTarget('v', clean, epsilon, rates);
    const seen = convertPrediction('v', 'x0', x, v, rates);
    expect(plain(seen)).toEqual(plain(clean));
    expect(() => convertPrediction('epsilon', 'x0', x, epsilon, rates)).toThrow(
      'convertPrediction: wanted rates at which epsilon determines x0, got signal 0, noise 1',
    );
  });
});

describe('targets', () => {
  const [rates] = [diffusionRates(linear, 400)];
  const { signal, noise } = rates;

  it('are what the papers say', () => {
    const at = (kind: Prediction, of = rates) =>
      trainingTarget(kind, tf.tensor1d([2]), tf.tensor1d([-3]), [of]).dataSync()[0];
    expect(at('epsilon')).toBe(-3);
    expect(at('x0')).toBe(2);
    expect(at('v')).toBeCloseTo(signal * -3 - noise * 2, 6);
    expect(at('velocity', flowRates(0.3))).toBe(-5);
    expect(at('score')).toBeCloseTo(3 / noise, 6);
  });

  it('the score is the gradient of log p(x | x₀)', () => {
    const x = addNoise(clean, epsilon, [rates]);
    const logDensity = (x: tf.Tensor) =>
      tf.div<tf.Scalar>(tf.sum(tf.square(tf.sub(x, tf.mul(clean, signal)))), -2 * noise ** 2);
    const wanted = plain(tf.grad(logDensity)(x));
    const score = plain(trainingTarget('score', clean, epsilon, [rates]));
    expectClose('score', score, { ...wanted, data: Array.from(wanted.data) }, 1e-4);
  });

  it('the velocity is the derivative of x by the time of a flow', () => {
    const at = (t: number) => addNoise(clean, epsilon, [flowRates(t)]);
    const slope = plain(tf.div(tf.sub(at(0.75), at(0.25)), 0.5));
    const target = plain(trainingTarget('velocity', clean, epsilon, [flowRates(0.5)]));
    expectClose('velocity', target, { ...slope, data: Array.from(slope.data) });
  });

  it('noise each sample by its own rates', () => {
    const x = addNoise(clean, epsilon, [flowRates(0), flowRates(1)]);
    const first = tf.slice(clean, 0, 1).dataSync();
    const second = tf.slice(epsilon, 1, 1).dataSync();
    expect(Array.from(x.dataSync())).toEqual([...first, ...second]);
  });

  it('are tapped', () => {
    const { tap, tensors } = recorder();
    const x = addNoise(clean, epsilon, [rates], tap);
    const target = trainingTarget('v', clean, epsilon, [rates], tap);
    expect(tensors).toEqual([
      { name: 'noised', ...plain(x) },
      { name: 'target', ...plain(target) },
    ]);
  });
});

describe('guidance', () => {
  const [empty, asked] = [clean, epsilon];
  const data = (tensor: tf.Tensor) => Array.from(tensor.dataSync());

  it('1 is the condition alone, 0 no condition, 3 three times as far', () => {
    expect(data(guide(empty, asked, 1))).toEqual(data(asked));
    expect(data(guide(empty, asked, 0))).toEqual(data(empty));
    const far = plain(tf.add(empty, tf.mul(3, tf.sub(asked, empty))));
    expectClose('3', plain(guide(empty, asked, 3)), { ...far, data: Array.from(far.data) });
  });

  it('has another convention, one less', () => {
    expect([scaleOfWeight(0), scaleOfWeight(6.5)]).toEqual([1, 7.5]);
    expect([weightOfScale(1), weightOfScale(7.5)]).toEqual([0, 6.5]);
    const w = 0.5;
    const paper = plain(tf.sub(tf.mul(1 + w, asked), tf.mul(w, empty)));
    const ours = plain(guide(empty, asked, scaleOfWeight(w)));
    expectClose('w', ours, { ...paper, data: Array.from(paper.data) });
  });

  it('asks the network twice, first without the condition', () => {
    const { tap, tensors } = recorder();
    const predict = withGuidance<tf.Tensor3D, number>(
      (x, time, condition, tap) => tap('output', tf.mul(x, time * condition)),
      5,
      2,
      4,
    );
    const guided = predict(clean, 0.5, tap);
    expect(tensors.map(({ name }) => name)).toEqual([
      'unconditional.output',
      'conditional.output',
      'guided',
    ]);
    const wanted = plain(tf.mul(clean, 0.5 * (2 + 4 * (5 - 2))));
    expectClose('guided', plain(guided), { ...wanted, data: Array.from(wanted.data) }, 1e-5);
  });

  it('is learned by dropping conditions', () => {
    const labels = Array.from({ length: 10_000 }, (_, i) => i);
    const dropped = (probability: number) =>
      dropConditions(labels, -1, probability, createRandom(1));
    expect(dropped(0)).toEqual(labels);
    expect(dropped(1).every((label) => label === -1)).toBe(true);
    const some = dropped(0.1);
    expect(Math.abs(some.filter((label) => label === -1).length / 10_000 - 0.1)).toBeLessThan(
      0.008,
    );
    expect(some.every((label, i) => label === -1 || label === i)).toBe(true);
  });
});

describe('loss', () => {
  const value = (weights?: readonly number[]) => diffusionLoss(clean, epsilon, weights).dataSync();

  it('is the mean of squares', () => {
    const gaps = Array.from(clean.dataSync(), (x, i) => x - (epsilon.dataSync()[i] ?? NaN));
    const mean = (from: number, to: number) =>
      gaps.slice(from, to).reduce((sum, gap) => sum + gap ** 2, 0) / (to - from);
    expect(value()[0]).toBeCloseTo(mean(0, 24), 5);
    expect(value([0, 2])[0]).toBeCloseTo(mean(12, 24), 5);
    expect(value([3, 0.5])[0]).toBeCloseTo((3 * mean(0, 12) + 0.5 * mean(12, 24)) / 2, 5);
    expect(diffusionLoss(clean, clean).dataSync()[0]).toBe(0);
    expect(diffusionLoss(clean, epsilon).shape).toEqual([]);
  });

  it('is weighed by min-SNR as in the paper', () => {
    for (const t of [5, 300, 900]) {
      const rates = diffusionRates(linear, t);
      const ratio = snr(rates);
      expect(minSnrWeight('x0', rates)).toBeCloseTo(Math.min(ratio, 5), 8);
      expect(minSnrWeight('epsilon', rates)).toBeCloseTo(Math.min(ratio, 5) / ratio, 8);
      expect(minSnrWeight('v', rates)).toBeCloseTo(Math.min(ratio, 5) / (ratio + 1), 8);
      expect(minSnrWeight('x0', rates, 0.01)).toBeCloseTo(Math.min(ratio, 0.01), 8);
    }
    expect(minSnrWeight('epsilon', diffusionRates(linear, 900))).toBeCloseTo(1, 8);
  });

  it('weighs the same error of x₀ alike, whatever is predicted', () => {
    const [rates] = pairs['flow'] ?? [];
    if (!rates) throw new Error('no rates');
    const x = addNoise(clean, epsilon, [rates]);
    const off = tf.add(clean, 0.3);
    const weighed = KINDS.map((kind) => {
      const wrong = convertPrediction('x0', kind, x, off, [rates]);
      const right = trainingTarget(kind, clean, epsilon, [rates]);
      const weight = minSnrWeight(kind, rates);
      return diffusionLoss(wrong, right, [weight, weight]).dataSync()[0];
    });
    weighed.forEach((loss) => {
      expect(loss).toBeCloseTo(0.09 * Math.min(snr(rates), 5), 4);
    });
  });
});
