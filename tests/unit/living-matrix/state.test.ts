import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  START,
  patternOf,
  strongest,
  toJob,
  topOf,
} from '../../../src/components/living-matrix/state.ts';
import type { Pattern } from '../../../src/components/living-matrix/state.ts';
import { registerKernels } from '../../../src/engine/kernels.ts';
import { validateJob } from '../../../src/engine/limits.ts';
import { runJob } from '../../../src/engine/run.ts';

beforeAll(async () => {
  registerKernels();
  await tf.setBackend('cpu');
});

const pattern: Pattern = {
  tokens: ['a', 'b', 'a'],
  weights: [
    [0.25, 0.5, 0.25],
    [0.1, 0.2, 0.7],
    [1, 0, 0],
  ],
};

describe('the living matrix', () => {
  test('starts with a job that the engine takes', () => {
    const job = toJob(START);
    expect(validateJob(job)).toEqual(job);
    expect(job.tokens).toHaveLength(10);
  });

  test('cuts the pattern out of a trace, row by row', () => {
    const job = toJob({ ...START, text: 'one two three' });
    const trace = runJob(job);
    const { tokens, weights } = patternOf(job.tokens, trace);
    expect(tokens).toEqual(['one', 'two', 'three']);
    const record = trace.tensors.find(({ name }) => name === 'attention.pattern');
    expect(weights.flat()).toEqual(Array.from(record?.data ?? []));
    for (const row of weights) expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
  });

  test('a higher temperature evens the weights out', () => {
    const at = (temperature: number) => {
      const job = toJob({ ...START, temperature });
      return strongest(patternOf(job.tokens, runJob(job)));
    };
    expect(at(0.5)).toBeGreaterThan(at(1));
    expect(at(1)).toBeGreaterThan(at(5));
  });

  test('names where a token reads from, most first, the first of equals first', () => {
    expect(topOf(pattern, 0, 2)).toEqual([
      { token: 'b', column: 1, weight: 0.5 },
      { token: 'a', column: 0, weight: 0.25 },
    ]);
    expect(topOf(pattern, 9, 1)).toEqual([{ token: 'a', column: 0, weight: 0 }]);
  });

  test('the strongest weight sets the scale', () => {
    expect(strongest(pattern)).toBe(1);
  });
});
