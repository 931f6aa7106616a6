import '../backend.ts';
import { describe, expect, it } from 'vitest';
import {
  alphaBar,
  betaOf,
  cosineSchedule,
  createRandom,
  diffusionRates,
  flowRates,
  flowTimes,
  linearSchedule,
  logitNormalDensity,
  logitNormalTime,
  resolutionShift,
  shiftTime,
  snr,
  spacedTimesteps,
  zeroTerminalSnr,
} from '../../../../src/model/index.ts';

const linear = linearSchedule();
const cosine = cosineSchedule();

describe('the linear schedule', () => {
  it('has the numbers of the paper', () => {
    expect(linear.alphaBars.length).toBe(1001);
    expect(alphaBar(linear, 0)).toBe(1);
    expect(alphaBar(linear, 1)).toBeCloseTo(0.9999, 12);
    expect(alphaBar(linear, 1000)).toBeCloseTo(4.04e-5, 7);
    expect(diffusionRates(linear, 1000).signal).toBeCloseTo(0.0064, 4);
    // The 500th of 1000: index 499 in a library, where index 500 would be 0.0778.
    expect(alphaBar(linear, 500)).toBeCloseTo(0.0786, 4);
  });

  it('has a β that grows in a line', () => {
    expect(betaOf(linear, 1)).toBeCloseTo(1e-4, 12);
    expect(betaOf(linear, 1000)).toBeCloseTo(0.02, 12);
    expect(betaOf(linear, 334) - betaOf(linear, 333)).toBeCloseTo((0.02 - 1e-4) / 999, 12);
  });

  it('takes other sizes', () => {
    const { alphaBars } = linearSchedule({ timesteps: 3, first: 0.1, last: 0.5 });
    const wanted = [1, 0.9, 0.9 * 0.7, 0.9 * 0.7 * 0.5];
    expect(alphaBars.length).toBe(4);
    wanted.forEach((value, t) => {
      expect(alphaBars[t]).toBeCloseTo(value, 12);
    });
    expect(linearSchedule({ timesteps: 1 }).alphaBars).toEqual([1, 0.9999]);
  });
});

describe('the cosine schedule', () => {
  it('is the cosine, up to the limit on β', () => {
    const f = (t: number) => Math.cos(((t / 1000 + 0.008) / 1.008) * (Math.PI / 2)) ** 2;
    expect(cosine.alphaBars.length).toBe(1001);
    for (const t of [1, 250, 500, 900]) expect(alphaBar(cosine, t)).toBeCloseTo(f(t) / f(0), 10);
    expect(betaOf(cosine, 1000)).toBeCloseTo(0.999, 10);
    const g = (share: number) => Math.cos((share * Math.PI) / 2) ** 2;
    const wanted = g(0.6 / 1.1) / g(0.1 / 1.1);
    expect(alphaBar(cosineSchedule(10, 0.1), 5)).toBeCloseTo(wanted, 10);
  });

  it('keeps the data longer than the linear one', () => {
    expect(alphaBar(cosine, 500)).toBeGreaterThan(6 * alphaBar(linear, 500));
  });
});

describe('zero terminal SNR', () => {
  it.each([linear, cosine])('ends at nothing and starts as before', (schedule) => {
    const rescaled = zeroTerminalSnr(schedule);
    expect(rescaled.alphaBars.length).toBe(1001);
    expect(alphaBar(rescaled, 0)).toBe(1);
    expect(alphaBar(rescaled, 1)).toBeCloseTo(alphaBar(schedule, 1), 12);
    expect(alphaBar(rescaled, 1000)).toBe(0);
    expect(snr(diffusionRates(rescaled, 1000))).toBe(0);
  });
});

describe('rates', () => {
  it('of a diffusion keep variance 1', () => {
    for (const schedule of [linear, cosine, zeroTerminalSnr(linear)]) {
      for (const t of [0, 1, 17, 500, 1000]) {
        const { signal, noise } = diffusionRates(schedule, t);
        expect(signal ** 2 + noise ** 2).toBeCloseTo(1, 12);
        expect(signal ** 2).toBeCloseTo(alphaBar(schedule, t), 12);
      }
    }
  });

  it('never turn back from noise to data', () => {
    for (const { alphaBars } of [linear, cosine, zeroTerminalSnr(cosine)]) {
      expect(alphaBars.every((value, t) => t === 0 || value < (alphaBars[t - 1] ?? 0))).toBe(true);
    }
  });

  it('of a flow are a straight line from data at 0 to noise at 1', () => {
    expect(flowRates(0)).toEqual({ signal: 1, noise: 0 });
    expect(flowRates(0.25)).toEqual({ signal: 0.75, noise: 0.25 });
    expect(flowRates(1)).toEqual({ signal: 0, noise: 1 });
    expect(snr(flowRates(0.25))).toBe(9);
    expect(snr(flowRates(0))).toBe(Infinity);
  });
});

describe('logit-normal times', () => {
  const times = (mean?: number, spread?: number) => {
    const random = createRandom(3);
    return Array.from({ length: 20_000 }, () => logitNormalTime(random, mean, spread));
  };
  const share = (values: readonly number[], from: number, to: number) =>
    values.filter((value) => value >= from && value < to).length / values.length;
  const mass = (from: number, to: number, mean?: number, spread?: number) => {
    const step = (to - from) / 1000;
    const middles = Array.from({ length: 1000 }, (_, i) => from + (i + 0.5) * step);
    return middles.reduce((sum, t) => sum + step * logitNormalDensity(t, mean, spread), 0);
  };

  it.each([
    [undefined, undefined],
    [0.8, 0.5],
    [-1, 2],
  ])('with mean %s and spread %s follow the density, which sums to 1', (mean, spread) => {
    const drawn = times(mean, spread);
    expect(mass(0, 1, mean, spread)).toBeCloseTo(1, 2);
    for (const [from, to] of [
      [0.1, 0.3],
      [0.4, 0.6],
      [0.7, 0.95],
    ] as const) {
      expect(Math.abs(share(drawn, from, to) - mass(from, to, mean, spread))).toBeLessThan(0.008);
    }
  });

  it('favor the middle: half of them lie in the middle third', () => {
    expect(Math.abs(share(times(), 1 / 3, 2 / 3) - 0.512)).toBeLessThan(0.008);
    expect(logitNormalDensity(0.5)).toBeCloseTo(4 / Math.sqrt(2 * Math.PI), 12);
  });
});

describe('shifted times', () => {
  it('keep the ends and multiply noise/signal by the shift', () => {
    expect([shiftTime(0, 3), shiftTime(1, 3)]).toEqual([0, 1]);
    for (const t of [0.1, 0.5, 0.9]) {
      const shifted = shiftTime(t, 3);
      expect(shifted / (1 - shifted)).toBeCloseTo((3 * t) / (1 - t), 12);
      expect(shiftTime(t, 1)).toBeCloseTo(t, 12);
    }
  });

  it('are shifted by 2 for four times the tokens', () => {
    expect(resolutionShift(1024, 256)).toBe(2);
    expect(resolutionShift(256, 1024)).toBe(0.5);
  });

  it('are laid out from noise to data', () => {
    expect(flowTimes(4)).toEqual([1, 0.75, 0.5, 0.25, 0]);
    expect(flowTimes(2, 3)).toEqual([1, 0.75, 0]);
    expect(spacedTimesteps(1000, 4)).toEqual([1000, 750, 500, 250, 0]);
    expect(spacedTimesteps(10, 3)).toEqual([10, 7, 3, 0]);
    expect(spacedTimesteps(3, 3)).toEqual([3, 2, 1, 0]);
  });
});
