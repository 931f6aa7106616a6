import { expect } from 'vitest';

/** Expects `hits` of `tries` to fit the probability: within four standard deviations. */
export function expectShare(hits: number, tries: number, probability: number): void {
  const mean = tries * probability;
  const deviation = Math.sqrt(tries * probability * (1 - probability));
  expect(Math.abs(hits - mean) / deviation, `${hits} of ${tries}`).toBeLessThan(4);
}

/** Expects all counts to be equally likely: χ² within four standard deviations of its mean. */
export function expectEven(counts: readonly number[]): void {
  const freedom = counts.length - 1;
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const square = counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
  expect(Math.abs(square - freedom) / Math.sqrt(2 * freedom), counts.join()).toBeLessThan(4);
}
