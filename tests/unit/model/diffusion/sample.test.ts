import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  addNoise,
  createRandom,
  ddimSigma,
  ddimStep,
  ddpmSigma,
  ddpmStep,
  diffusionRates,
  eulerStep,
  flowRates,
  flowTimes,
  heunStep,
  linearSchedule,
  posteriorMean,
  recorder,
  sampleDiffusion,
  sampleFlow,
  spacedTimesteps,
  trainingTarget,
} from '../../../../src/model/index.ts';
import type { Random, Rates, Tap } from '../../../../src/model/index.ts';
import { normal } from '../cases.ts';

/** Data that are normal with this mean and deviation: the best prediction is known exactly. */
const [MEAN, DEVIATION] = [1.5, 0.5];
const schedule = linearSchedule();
const data = (tensor: tf.Tensor) => Array.from(tensor.dataSync());

/** The mean and the deviation of x at these rates. */
function law({ signal, noise }: Rates): { mean: number; deviation: number } {
  const deviation = Math.hypot(signal * DEVIATION, noise);
  return { mean: signal * MEAN, deviation };
}

/** E[ε | x], for such data. */
function bestNoise(x: tf.Tensor, rates: Rates): tf.Tensor {
  const { mean, deviation } = law(rates);
  return tf.mul(tf.sub(x, mean), rates.noise / deviation ** 2);
}

/** E[x₀ | x], for such data. */
function bestClean(x: tf.Tensor, rates: Rates): tf.Tensor {
  const { mean, deviation } = law(rates);
  return tf.add(tf.mul(tf.sub(x, mean), (rates.signal * DEVIATION ** 2) / deviation ** 2), MEAN);
}

/** E[ε − x₀ | x], for such data. */
function bestVelocity(x: tf.Tensor, t: number): tf.Tensor {
  return tf.sub(bestNoise(x, flowRates(t)), bestClean(x, flowRates(t)));
}

/** Where the exact flow takes x from some rates to the data: it keeps the place in the law. */
function exact(x: tf.Tensor, rates: Rates): number[] {
  const { mean, deviation } = law(rates);
  return data(x).map((value) => MEAN + (DEVIATION * (value - mean)) / deviation);
}

function largestGap(actual: tf.Tensor, wanted: readonly number[]): number {
  return Math.max(...data(actual).map((value, i) => Math.abs(value - (wanted[i] ?? NaN))));
}

/** Noise with its mirror image, so that its mean is 0 and few samples tell a law. */
function mirrored(random: Random): tf.Tensor1D {
  const noise = normal<tf.Rank.R1>(random, [500]);
  return tf.concat([noise, tf.neg(noise)]);
}

function moments(tensor: tf.Tensor): { mean: number; deviation: number } {
  const { mean, variance } = tf.moments(tensor);
  return { mean: mean.dataSync()[0] ?? NaN, deviation: Math.sqrt(variance.dataSync()[0] ?? NaN) };
}

const predictNoise = (x: tf.Tensor, t: number) => bestNoise(x, diffusionRates(schedule, t));

describe('flow samplers on data with a known best prediction', () => {
  const x = tf.tensor1d([-2, -1, -0.3, 0, 0.4, 1.1, 2]);
  const wanted = exact(x, flowRates(1));
  const error = (solver: 'euler' | 'heun', steps: number) =>
    largestGap(sampleFlow(bestVelocity, x, { times: flowTimes(steps), solver }), wanted);

  it('Euler: halving the steps halves the error', () => {
    expect(error('euler', 64)).toBeLessThan(0.05);
    expect(Math.abs(error('euler', 32) / error('euler', 64) - 2)).toBeLessThan(0.08);
    expect(Math.abs(error('euler', 64) / error('euler', 128) - 2)).toBeLessThan(0.08);
  });

  it('Heun: halving the steps quarters the error', () => {
    expect(error('heun', 32)).toBeLessThan(0.005);
    expect(error('heun', 16) / error('heun', 32)).toBeGreaterThan(3.5);
    expect(error('heun', 16) / error('heun', 32)).toBeLessThan(4.5);
    expect(error('heun', 32) / error('heun', 64)).toBeGreaterThan(3.5);
    expect(error('heun', 32) / error('heun', 64)).toBeLessThan(4.5);
  });

  it.each(['epsilon', 'x0'] as const)('takes networks that predict %s', (prediction) => {
    const best = { epsilon: bestNoise, x0: bestClean }[prediction];
    const times = flowTimes(16).map((t) => 0.99 * t);
    const predict = (x: tf.Tensor, t: number) => best(x, flowRates(t));
    const straight = sampleFlow(bestVelocity, x, { times });
    expect(largestGap(sampleFlow(predict, x, { times, prediction }), data(straight))).toBeLessThan(
      1e-4,
    );
  });

  it('turns noise into the distribution of the data', () => {
    const noise = mirrored(createRandom(8));
    const sample = moments(
      sampleFlow(bestVelocity, noise, { times: flowTimes(30), solver: 'heun' }),
    );
    expect(Math.abs(sample.mean - MEAN)).toBeLessThan(0.03);
    expect(Math.abs(sample.deviation - DEVIATION)).toBeLessThan(0.03);
  });
});

describe('DDIM on data with a known best prediction', () => {
  const x = tf.tensor1d([-2, -1, -0.3, 0, 0.4, 1.1, 2]);
  const wanted = exact(x, diffusionRates(schedule, 1000));
  const run = (steps: number, options = {}) =>
    sampleDiffusion(predictNoise, x, {
      schedule,
      times: spacedTimesteps(1000, steps),
      ...options,
    });

  it('converges to the exact flow, with the order of Euler', () => {
    const error = (steps: number) => largestGap(run(steps), wanted);
    expect(error(1000)).toBeLessThan(0.005);
    expect(error(50) / error(100)).toBeGreaterThan(1.6);
    expect(error(50) / error(100)).toBeLessThan(2.4);
  });

  it('is deterministic at η = 0, whatever is drawn', () => {
    const draw = () => tf.fill([7], 1e3);
    expect(data(run(10, { draw }))).toEqual(data(run(10)));
    expect(data(run(10, { draw, eta: 1e-3 }))).not.toEqual(data(run(10)));
  });

  it.each([0, 0.5, 1])('with η = %d gives the distribution of the data', (eta) => {
    const random = createRandom(9);
    const sample = sampleDiffusion(predictNoise, mirrored(random), {
      schedule,
      times: spacedTimesteps(1000, 250),
      eta,
      draw: () => mirrored(random),
    });
    expect(Math.abs(moments(sample).mean - MEAN)).toBeLessThan(0.03);
    expect(Math.abs(moments(sample).deviation - DEVIATION)).toBeLessThan(0.03);
  });
});

describe('DDPM', () => {
  it.each(['small', 'large', undefined] as const)(
    'with %s variance gives the distribution of the data',
    (variance) => {
      const random = createRandom(10);
      const sample = sampleDiffusion(predictNoise, mirrored(random), {
        schedule,
        times: spacedTimesteps(1000, 250),
        method: 'ddpm',
        variance,
        draw: () => mirrored(random),
      });
      expect(Math.abs(moments(sample).mean - MEAN)).toBeLessThan(0.03);
      expect(Math.abs(moments(sample).deviation - DEVIATION)).toBeLessThan(0.03);
    },
  );

  it('passes the variance on', () => {
    const x = tf.tensor1d([0.3]);
    const run = (variance: 'small' | 'large') =>
      sampleDiffusion(predictNoise, x, {
        schedule,
        times: [500, 250],
        method: 'ddpm',
        variance,
        draw: () => tf.ones([1]),
      }).dataSync()[0] ?? NaN;
    const [from, to] = [diffusionRates(schedule, 500), diffusionRates(schedule, 250)];
    const gap = ddpmSigma(from, to, 'large') - ddpmSigma(from, to, 'small');
    expect(run('large') - run('small')).toBeCloseTo(gap, 5);
  });

  it.each([
    [1000, 999],
    [600, 200],
    [2, 1],
  ])('from %i to %i, fits the way there', (t, s) => {
    const [from, to] = [diffusionRates(schedule, t), diffusionRates(schedule, s)];
    const [ofClean, ofX] = posteriorMean(from, to);
    const sigma = ddpmSigma(from, to);
    expect(ofClean + ofX * from.signal).toBeCloseTo(to.signal, 8);
    expect((ofX * from.noise) ** 2 + sigma ** 2).toBeCloseTo(to.noise ** 2, 8);
    expect(ddpmSigma(from, to, 'small')).toBe(sigma);
    const beta = 1 - (from.signal / to.signal) ** 2;
    expect(ddpmSigma(from, to, 'large')).toBeCloseTo(Math.sqrt(beta), 10);
  });

  it.each([
    [1000, 999],
    [500, 250],
    [1, 0],
  ])('from %i to %i is DDIM with η = 1', (t, s) => {
    const [from, to] = [diffusionRates(schedule, t), diffusionRates(schedule, s)];
    const random = createRandom(t);
    const [clean, epsilon, fresh] = [0, 1, 2].map(() => normal<tf.Rank.R1>(random, [50])) as [
      tf.Tensor1D,
      tf.Tensor1D,
      tf.Tensor1D,
    ];
    const x = addNoise(clean, epsilon, [from]);
    const ancestral = ddpmStep(x, { clean, from, to, fresh });
    const implicit = ddimStep({ clean, epsilon, from, to, eta: 1, fresh });
    expect(largestGap(implicit, data(ancestral))).toBeLessThan(1e-5);
    expect(ddimSigma(from, to, 1)).toBeCloseTo(ddpmSigma(from, to), 12);
  });

  it('adds no noise at the last step', () => {
    const [from, to] = [diffusionRates(schedule, 1), diffusionRates(schedule, 0)];
    expect(ddpmSigma(from, to, 'small')).toBe(0);
    expect(ddpmSigma(from, to, 'large')).toBe(0);
    const clean = tf.tensor1d([1, 2]);
    const last = ddpmStep(tf.tensor1d([5, 5]), { clean, from, to, fresh: tf.ones([2]) });
    expect(largestGap(last, [1, 2])).toBeLessThan(1e-6);
  });

  it('without fresh noise takes the mean', () => {
    const [from, to] = [diffusionRates(schedule, 500), diffusionRates(schedule, 400)];
    const [x, clean] = [tf.tensor1d([0.5]), tf.tensor1d([-1])];
    const [ofClean, ofX] = posteriorMean(from, to);
    expect(ddpmStep(x, { clean, from, to }).dataSync()[0]).toBeCloseTo(ofX * 0.5 - ofClean, 6);
  });
});

describe('one view of all of them', () => {
  const [clean, epsilon] = [tf.tensor1d([0.4, -2, 1]), tf.tensor1d([1.2, 0.1, -0.7])];

  it('DDIM between the times of a flow is Euler', () => {
    const [from, to] = [flowRates(0.8), flowRates(0.3)];
    const x = addNoise(clean, epsilon, [from]);
    const velocity = trainingTarget('velocity', clean, epsilon, [from]);
    const jump = ddimStep({ clean, epsilon, from, to });
    expect(largestGap(jump, data(eulerStep(x, velocity, 0.8, 0.3)))).toBeLessThan(1e-6);
  });

  it('DDIM in a diffusion is Euler on x/signal by noise/signal, with the slope ε', () => {
    const [from, to] = [diffusionRates(schedule, 700), diffusionRates(schedule, 300)];
    const x = addNoise(clean, epsilon, [from]);
    const jump = ddimStep({ clean, epsilon, from, to });
    const scaled = tf.div<tf.Tensor1D>(x, from.signal);
    const times = [from.noise / from.signal, to.noise / to.signal] as const;
    const moved = tf.mul(eulerStep(scaled, epsilon, ...times), to.signal);
    expect(largestGap(jump, data(moved))).toBeLessThan(1e-5);
  });

  it('Heun on the same equation gets closer than DDIM', () => {
    const steps = spacedTimesteps(1000, 20).slice(1, -1);
    const ratio = (t: number) => {
      const { signal, noise } = diffusionRates(schedule, t);
      return noise / signal;
    };
    const ratios = steps.map(ratio);
    const start = { signal: 1, noise: ratios[0] ?? NaN };
    const end = { signal: 1, noise: ratios.at(-1) ?? NaN };
    const x = tf.tensor1d([-30, 4, 11]);
    const slope = (x: tf.Tensor1D, noise: number) =>
      bestNoise(x, { signal: 1, noise }) as tf.Tensor1D;
    const exactly = data(x).map(
      (value) => MEAN + ((value - MEAN) * law(end).deviation) / law(start).deviation,
    );
    let [euler, heun] = [x, x];
    ratios.slice(1).forEach((to, i) => {
      const from = ratios[i] ?? NaN;
      euler = eulerStep(euler, slope(euler, from), from, to);
      heun = heunStep(heun, slope, from, to);
    });
    expect(largestGap(heun, exactly)).toBeLessThan(largestGap(euler, exactly) / 4);
  });

  it('Euler and Heun agree where the slope is constant', () => {
    const slope = tf.tensor1d([2, 2, -1]);
    const seen: number[] = [];
    const constant = (_: tf.Tensor1D, time: number) => {
      seen.push(time);
      return slope;
    };
    const heun = heunStep(clean, constant, 0.9, 0.4);
    expect(largestGap(heun, data(eulerStep(clean, slope, 0.9, 0.4)))).toBeLessThan(1e-6);
    expect(seen).toEqual([0.9, 0.4]);
  });
});

describe('the drivers', () => {
  const x = tf.tensor2d([0.5, -1], [1, 2]);
  const names = (run: (tap: Tap) => void) => {
    const { tap, tensors } = recorder();
    run(tap);
    return tensors.map(({ name }) => name);
  };

  it('ask for each prediction once, at the time before the step', () => {
    const asked: number[] = [];
    const predict = (x: tf.Tensor2D, time: number, tap: Tap) => {
      asked.push(time);
      return tap('output', tf.mul<tf.Tensor2D>(x, 0.1));
    };
    const times = [900, 400, 0];
    const seen = names((tap) => sampleDiffusion(predict, x, { schedule, times, tap }));
    expect(asked).toEqual([900, 400]);
    const step = (i: number) => ['model.output', 'clean', 'epsilon', 'x'].map((n) => `${i}.${n}`);
    expect(seen).toEqual([...step(0), ...step(1)]);
  });

  it('Heun asks twice, but once for a step to the data', () => {
    const asked: number[] = [];
    const predict = (x: tf.Tensor2D, time: number, tap: Tap) => {
      asked.push(time);
      return tap('output', tf.mul<tf.Tensor2D>(x, 0.1));
    };
    const seen = names((tap) =>
      sampleFlow(predict, x, { times: [1, 0.5, 0], solver: 'heun', tap }),
    );
    expect(asked).toEqual([1, 0.5, 0.5]);
    expect(seen).toEqual([
      ...['model.output', 'velocity', 'guess', 'model2.output', 'velocity2', 'x'].map(
        (name) => `0.${name}`,
      ),
      ...['model.output', 'velocity', 'x'].map((name) => `1.${name}`),
    ]);
  });

  it('draw fresh noise by the number of the step', () => {
    const drawn: number[] = [];
    const draw = (step: number) => {
      drawn.push(step);
      return tf.zeros<tf.Rank.R2>([1, 2]);
    };
    const times = spacedTimesteps(1000, 3);
    const predict = (x: tf.Tensor2D) => tf.clone(x);
    sampleDiffusion(predict, x, { schedule, times, method: 'ddpm', draw });
    expect(drawn).toEqual([0, 1, 2]);
  });

  it('leave the start as it was', () => {
    const before = tf.memory().numTensors;
    const sample = sampleFlow((x) => tf.mul<tf.Tensor2D>(x, 0.5), x, { times: flowTimes(3) });
    expect(tf.memory().numTensors).toBe(before + 1);
    expect(data(x)).toEqual([0.5, -1]);
    sample.dispose();
  });
});
