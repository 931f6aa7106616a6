import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { denoisingFields } from '../../../../src/engine/labs/denoising.ts';
import type {
  DenoisingResult,
  DenoisingSettings,
  DenoisingStep,
} from '../../../../src/engine/labs/denoising.ts';
import { PREDICTIONS } from '../../../../src/engine/labs/diffusion.ts';
import { firstOf } from '../../../../src/engine/labs/field.ts';
import { studioFields } from '../../../../src/engine/labs/studio.ts';
import { computeAtBuild } from '../../../../src/engine/trained/worker/labs/at-build.ts';
import { cleanOf } from '../../../../src/engine/trained/worker/labs/denoising/network.ts';
import { clockOf } from '../../../../src/engine/trained/worker/labs/diffusion/walk.ts';
import { convertPrediction, createRandom } from '../../../../src/model/index.ts';

const settings = { ...firstOf(denoisingFields), steps: 2, guidance: 1 };
const dealt = (change: Partial<DenoisingSettings>, tell?: (step: DenoisingStep) => void) =>
  computeAtBuild('denoising', { ...settings, ...change }, tell);

describe('a network of a flow, asked along another schedule', () => {
  beforeAll(() => tf.setBackend('cpu'));

  /**
   * Data are one normal variable of mean 2 and spread 0.5: then the mean of x₀ behind x is the
   * regression of one normal variable on another, at any rates, and the flow's velocity follows.
   */
  const [mean, spread] = [2, 0.5];
  function expected(x: number, signal: number, noise: number): number {
    const variance = signal ** 2 * spread ** 2 + noise ** 2;
    return mean + ((signal * spread ** 2) / variance) * (x - signal * mean);
  }
  function velocity(x: tf.Tensor3D, t: number): tf.Tensor3D {
    const clean = x.dataSync<'float32'>().map((value) => expected(value, 1 - t, t));
    return convertPrediction('x0', 'velocity', x, tf.tensor3d(clean, x.shape), [
      { signal: 1 - t, noise: t },
    ]);
  }

  test.each([
    ['linear', 1000],
    ['linear', 300],
    ['cosine', 700],
    ['zeroSnr', 1000],
    ['flow', 0.4],
  ] as const)('sees what is behind x: %s, time %f', (schedule, time) => {
    const clock = clockOf(schedule);
    const { signal, noise } = clock.rates(time);
    const x = Float32Array.from({ length: 6 }, createRandom(3).normal);
    const seen = tf.tidy(() =>
      cleanOf(velocity, clock, tf.tensor3d(x, [1, 2, 3]), time).dataSync<'float32'>(),
    );
    x.forEach((value, i) => expect(seen[i]).toBeCloseTo(expected(value, signal, noise), 4));
  });
});

describe('a clip out of noise', () => {
  const told: DenoisingStep[] = [];
  let flow: DenoisingResult;
  beforeAll(async () => {
    flow = await dealt({}, (step) => told.push(step));
  }, 120_000);

  test('tells of each step', () => {
    expect(told).toEqual([1, 2].map((step) => ({ step, steps: 2 })));
  });

  test('along the flow it is the clip of the studio', async () => {
    const studio = await computeAtBuild('studio', {
      ...{ ...firstOf(studioFields), prompt: settings.prompt, seed: settings.seed },
      ...{ steps: 2, guidance: 1, size: settings.size },
    });
    expect(studio.samples[0]?.strips.at(-1)?.picture).toBe(flow.clip);
    expect(studio.samples[0]?.strips[0]?.picture).toBe(flow.stages[1]?.noisy);
    expect(studio.caption).toBe(flow.caption);
  });

  test.each([
    {},
    { solver: 'heun' },
    { schedule: 'cosine', prediction: 'v' },
    { schedule: 'linear', prediction: 'epsilon', sampler: 'ddpm' },
  ] as const)('what is predicted before the last step is what comes out: %j', async (change) => {
    const { stages, clip, cleanAway, noisyAway } = await dealt(change);
    expect(stages.map(({ step }) => step)).toEqual([1, 2]);
    expect(stages[1]?.clean).toBe(clip);
    expect(cleanAway[1]).toBeLessThan(1e-6);
    expect(noisyAway[1]).toBeGreaterThan(0.01);
  });

  test('all forms of what is said agree with x', () => {
    for (const { signal, noise, x, said } of flow.stages) {
      const at = (kind: (typeof PREDICTIONS)[number]) => said[PREDICTIONS.indexOf(kind)] ?? NaN;
      expect(signal * at('x0') + noise * at('epsilon')).toBeCloseTo(x, 5);
      expect(at('epsilon') - at('x0')).toBeCloseTo(at('velocity'), 5);
      expect(signal * at('epsilon') - noise * at('x0')).toBeCloseTo(at('v'), 5);
      expect(-at('epsilon') / noise).toBeCloseTo(at('score'), 5);
    }
  });

  test('the form that the sampler is told changes nothing but rounding', async () => {
    const v = await dealt({ schedule: 'cosine', prediction: 'v' });
    const x0 = await dealt({ schedule: 'cosine', prediction: 'x0' });
    v.noisyAway.forEach((one, i) => expect(x0.noisyAway[i]).toBeCloseTo(one, 4));
  });

  test('DDPM draws noise on its way, DDIM does not', async () => {
    const own = { schedule: 'linear', prediction: 'epsilon' } as const;
    const [ddim, ddpm] = [await dealt(own), await dealt({ ...own, sampler: 'ddpm' })];
    expect(ddpm.stages[0]).toEqual(ddim.stages[0]);
    expect(ddpm.stages[1]?.noisy).not.toBe(ddim.stages[1]?.noisy);
  });

  test('Heun calls the network once more, and goes another way', async () => {
    const heun = await dealt({ solver: 'heun' });
    expect(heun.stages[0]?.clean).toBe(flow.stages[0]?.clean);
    expect(heun.stages[1]?.x).not.toBe(flow.stages[1]?.x);
  });
});
