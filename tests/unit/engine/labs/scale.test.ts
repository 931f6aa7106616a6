import * as tf from '@tensorflow/tfjs-core';
import '../../model/backend.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { countOfMost } from '../../../../src/components/labs/scale/lab.ts';
import { SCALE_WIDTHS } from '../../../../src/engine/labs/scale.ts';
import type { ScaleResult } from '../../../../src/engine/labs/scale.ts';
import { run } from '../../../../src/engine/trained/worker/labs/scale.ts';

beforeAll(() => tf.setBackend('cpu'));

describe('the scale lab', () => {
  let result: ScaleResult;
  let left: number;
  beforeAll(() => {
    const before = tf.memory().numTensors;
    result = run({ keys: 64, width: 64, seed: 1 });
    left = tf.memory().numTensors - before;
  });

  test('keeps no tensor', () => {
    expect(left).toBe(0);
  });

  // facts that PyTorch and NumPy gave for 64 random keys, over other queries: hence the room
  test.each([
    [16, 0.58],
    [64, 0.79],
    [256, 0.91],
    [1024, 0.95],
  ])(
    'at width %i the largest probability is %f without the scale, 0.11 with it',
    (width, plain) => {
      const row = result.rows.find((one) => one.width === width);
      expect(Math.abs((row?.plain.largest ?? 0) - plain)).toBeLessThan(0.03);
      expect(Math.abs((row?.scaled.largest ?? 0) - 0.11)).toBeLessThan(0.01);
    },
  );

  test('the spread of dot products is √K', () => {
    for (const { width, spread } of result.rows) {
      expect(Math.abs(spread / Math.sqrt(width) - 1)).toBeLessThan(0.1);
    }
  });

  test('without the scale the gradient of most queries fades, with it it stays', () => {
    const { rows } = result;
    const scaled = rows.map((row) => row.scaled.gradient);
    expect(rows.map(({ width }) => width)).toEqual([...SCALE_WIDTHS]);
    expect(Math.max(...scaled) / Math.min(...scaled)).toBeLessThan(1.3);
    expect(rows[4]?.plain.gradient).toBeLessThan(0.2 * (rows[4]?.scaled.gradient ?? 0));
    expect(rows[2]?.plain.gradient).toBeLessThan(rows[1]?.plain.gradient ?? 0);
  });

  test('the probabilities of one query are sorted shares', () => {
    for (const shares of [result.plain, result.scaled]) {
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
      expect([...shares]).toEqual([...shares].sort((a, b) => b - a));
    }
    expect(result.plain[0]).toBeGreaterThan(result.scaled[0] ?? 1);
  });

  test('the same seed gives the same numbers, another seed others', () => {
    const few = { keys: 8, width: 4, seed: 1 } as const;
    expect(run(few)).toEqual(run(few));
    expect(run({ ...few, seed: 2 }).rows).not.toEqual(run(few).rows);
  });
});

test('keys are counted until they hold 99% in all', () => {
  expect(countOfMost(Float32Array.of(0.9, 0.05, 0.039, 0.011))).toBe(4);
  expect(countOfMost(Float32Array.of(0.992, 0.008))).toBe(1);
  expect(countOfMost(Float32Array.of(0.5, 0.48))).toBe(2);
});
