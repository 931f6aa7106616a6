import * as tf from '@tensorflow/tfjs-core';
import '../../model/backend.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { leastRank, linesOf, loraLab } from '../../../../src/components/labs/lora/lab.ts';
import { firstOf } from '../../../../src/engine/labs/field.ts';
import { loraFields } from '../../../../src/engine/labs/lora.ts';
import type { LoraSettings } from '../../../../src/engine/labs/lora.ts';
import { computeAtBuild } from '../../../../src/engine/trained/worker/labs/at-build.ts';
import { compose } from '../../../../src/engine/trained/worker/labs/lora/update.ts';
import { svd } from '../../../../src/engine/trained/worker/labs/lora/svd.ts';
import { createRandom } from '../../../../src/model/random.ts';
import { compute } from '../../content/arithmetic.ts';

beforeAll(() => tf.setBackend('cpu'));

const run = (change: Partial<LoraSettings>) =>
  computeAtBuild('lora', { ...firstOf(loraFields), ...change });

describe('singular values', () => {
  test('of a matrix whose values NumPy gave', () => {
    // numpy.linalg.svd(1 / (i + j + 1)): the Hilbert matrix of size 4
    const hilbert = Array.from({ length: 16 }, (_, at) => 1 / ((at >> 2) + (at % 4) + 1));
    const wanted = [1.5002142800592426, 0.16914122022145, 0.006738273605760749, 9.670230402258e-5];
    svd(hilbert, 4).values.forEach((value, i) => {
      expect(value).toBeCloseTo(wanted[i] ?? NaN, 10);
    });
  });

  test.each([1, 2, 7, 40])('size %i: the parts make the matrix, at right angles', (D) => {
    const random = createRandom(D);
    const matrix = Float64Array.from({ length: D * D }, random.normal);
    const { left, right, values } = svd(matrix, D);
    const again = compose(left, right, (i) => values[i] ?? NaN, D);
    again.forEach((value, i) => expect(value).toBeCloseTo(matrix[i] ?? NaN, 5));
    for (const side of [left, right]) {
      for (const [i, one] of side.entries()) {
        for (const [j, other] of side.entries()) {
          const product = one.reduce((sum, x, k) => sum + x * (other[k] ?? 0), 0);
          expect(product).toBeCloseTo(i === j ? 1 : 0, 9);
        }
      }
    }
  });

  test('of zeros are zeros', () => {
    expect([...svd(new Float64Array(9), 3).values]).toEqual([0, 0, 0]);
  });
});

describe('the LoRA lab', () => {
  test('what is measured is what the singular values say', async () => {
    for (const change of Object.values(loraLab.cases)) {
      const { errors, measured, rank } = await run(change);
      expect(measured).toBeCloseTo(errors[rank] ?? NaN, 5);
    }
  });

  test('a drawn update has the singular values that were asked for', async () => {
    const { singular } = await run({ size: 8, decay: 0.5 });
    singular.forEach((value, i) => expect(value).toBeCloseTo(0.5 ** i, 5));
  });

  test('all the same: rank R leaves √(1 − R / D)', async () => {
    const { measured } = await run({ size: 32, decay: 1, rank: 8 });
    expect(measured).toBeCloseTo(Math.sqrt(1 - 8 / 32), 5);
  });

  test('more rank never misses more; full rank misses nothing', async () => {
    const { errors } = await run({ source: 'answerer' });
    expect(errors[0]).toBeCloseTo(1, 6);
    expect(errors.at(-1)).toBeCloseTo(0, 6);
    expect([...errors]).toEqual([...errors].sort((a, b) => b - a));
  });

  test('the classifier’s adapters have rank 8', async () => {
    for (const matrix of ['query', 'value'] as const) {
      const result = await run({ source: 'classifier', matrix, rank: 8 });
      expect(result.measured).toBeLessThan(1e-5);
      expect(leastRank(result, 1e-5)).toBe(8);
    }
  });

  test('what full fine-tuning did has no low rank', async () => {
    const result = await run({ source: 'answerer', rank: 8 });
    expect(result.measured).toBeGreaterThan(0.1);
    expect(leastRank(result, 1e-5)).toBeGreaterThan(8);
  });

  test('merged and side by side are the same but for rounding', async () => {
    for (const change of Object.values(loraLab.cases)) {
      const { merge } = await run(change);
      expect(merge.difference).toBeLessThan(1e-5 * merge.largest);
    }
  });

  test('rank 8 at width 4,096: 65,536 numbers where the matrix has 16.8 million', async () => {
    const result = await run(loraLab.cases.paper ?? {});
    expect(result.movedLarge).toBe(65_536);
    expect(result.fullLarge).toBe(16_777_216);
    for (const line of linesOf(result, 4096)) {
      const [before = '', after = ''] = line.split(/[=≈]/);
      expect(compute(before)).toBe(compute(after));
    }
  });
});
