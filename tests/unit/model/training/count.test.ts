import { describe, expect, it } from 'vitest';
import { SHARDINGS, stateBytes, trainingOperations } from '../../../../src/model/training/count.ts';

it('is 6 operations a parameter and token', () => {
  // GPT-3: 175 billion parameters, 300 billion tokens, 3.15e23.
  expect(trainingOperations(175e9, 300e9)).toBeCloseTo(3.15e23, -10);
});

describe('what a device holds', () => {
  // The figure of the paper: 7.5 billion parameters on 64 devices.
  it.each([
    ['nothing', 120],
    ['optimizer', 31.4],
    ['gradients', 16.6],
    ['weights', 1.9],
  ] as const)('with %s spread: %d GB', (sharding, gigabytes) => {
    expect(stateBytes(7.5e9, sharding, 64) / 1e9).toBeCloseTo(gigabytes, 1);
  });

  it('is all of it on one device, however it is spread', () => {
    for (const sharding of SHARDINGS) expect(stateBytes(1000, sharding, 1)).toBe(16_000);
  });
});
