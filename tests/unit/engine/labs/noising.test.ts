import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import '../../model/backend.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { stripIn } from '../../../../src/components/labs/draw/strips.ts';
import { PREDICTIONS } from '../../../../src/engine/labs/diffusion.ts';
import { firstOf } from '../../../../src/engine/labs/field.ts';
import { noisingFields } from '../../../../src/engine/labs/noising.ts';
import type { NoisingResult, NoisingSettings } from '../../../../src/engine/labs/noising.ts';
import { run } from '../../../../src/engine/trained/worker/labs/noising.ts';

type Pair = readonly [number, number];
interface Case extends Pick<NoisingSettings, 'schedule' | 'time'> {
  readonly signal: number;
  readonly noise: number;
  /** Each kind as a row over (x₀, ε), and what takes (x, that) back to them. */
  readonly kinds: Readonly<
    Record<(typeof PREDICTIONS)[number], { readonly row: Pair; readonly inverse: readonly Pair[] }>
  >;
}
/** By NumPy's own inverses: training/oracle/noising.py. */
const oracle = JSON.parse(
  readFileSync(new URL('../../../fixtures/labs/noising.json', import.meta.url), 'utf8'),
) as readonly Case[];

const dealt = (change: Partial<NoisingSettings> = {}): NoisingResult =>
  run({ ...firstOf(noisingFields), ...change });
const times = (row: Pair | undefined, [a, b]: Pair): number =>
  (row?.[0] ?? NaN) * a + (row?.[1] ?? NaN) * b;

/** Within float32 of numbers as large as the largest on the way. */
function expectNear(got: number | undefined, wanted: number, largest: number): void {
  expect(Math.abs((got ?? NaN) - wanted)).toBeLessThan(1e-6 * Math.max(1, largest) * 4);
}

beforeAll(() => tf.setBackend('cpu'));

describe('a clip in noise', () => {
  test.each(oracle)('at time $time of $schedule is mixed as NumPy has it', (one) => {
    const { signal, noise, clean, epsilon, x } = dealt(one);
    expect(signal).toBeCloseTo(one.signal, 6);
    expect(noise).toBeCloseTo(one.noise, 6);
    expectNear(x, one.signal * clean + one.noise * epsilon, 1);
  });

  test.each(oracle)('at time $time of $schedule every kind says the same', (one) => {
    const { clean, epsilon, x, values, backs, weights } = dealt(one);
    PREDICTIONS.forEach((kind, k) => {
      const { row, inverse } = one.kinds[kind];
      const value = values[k] ?? NaN;
      const largest = Math.max(...inverse.flat().map(Math.abs)) * Math.max(1, Math.abs(value));
      expectNear(value, times(row, [clean, epsilon]), Math.abs(value));
      expectNear(backs[2 * k], times(inverse[0], [x, value]), largest);
      expectNear(backs[2 * k], clean, largest);
      expectNear(backs[2 * k + 1], epsilon, largest);
      expectNear(weights[k], Math.abs(inverse[0]?.[1] ?? NaN), weights[k] ?? NaN);
    });
  });

  test('an error is in the clip by its weight', () => {
    const [none, one, two] = [0, 0.5, 1].map((error) => dealt({ error }));
    PREDICTIONS.forEach((_, k) => {
      expect(none?.errors[k]).toBeLessThan(1e-4);
      expect((one?.errors[k] ?? NaN) / (one?.weights[k] ?? NaN)).toBeCloseTo(0.5, 1);
      expect((two?.errors[k] ?? NaN) / (one?.errors[k] ?? NaN)).toBeCloseTo(2, 3);
    });
    expect(none?.recovered).toBe(none?.clip);
    expect(two?.recovered).not.toBe(two?.clip);
  });

  test('of pure noise, the noise and the score say nothing of the clip', () => {
    for (const schedule of ['zeroSnr', 'flow'] as const) {
      const { signal, weights, backs, epsilon, x } = dealt({ schedule, time: 1000 });
      expect(signal).toBe(0);
      expect(x).toBe(epsilon);
      const silent = PREDICTIONS.filter((_, k) => weights[k] === Infinity);
      expect(silent).toEqual(['epsilon', 'score']);
      expect(backs[0]).toBeNaN();
    }
  });

  test('v never makes an error larger; ε does near the noise, not near the data', () => {
    const weights = (time: number) => {
      const { weights: all } = dealt({ time });
      return Object.fromEntries(PREDICTIONS.map((kind, k) => [kind, all[k] ?? NaN]));
    };
    for (const time of [1, 300, 700, 1000]) expect(weights(time).v).toBeLessThanOrEqual(1);
    expect(weights(1000).epsilon).toBeGreaterThan(100);
    expect(weights(50).epsilon).toBeLessThan(0.2);
  });

  test('keeps no tensor', () => {
    const before = tf.memory().numTensors;
    dealt();
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('a strip is as wide as its frames side by side', () => {
  const size = { frames: 5, height: 24, width: 32 };
  expect(stripIn(size, 'a clip', 'data:')).toMatchObject({ width: 160, height: 24 });
});
