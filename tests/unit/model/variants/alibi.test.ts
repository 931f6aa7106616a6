import '../backend.ts';
import { describe, expect, it } from 'vitest';
import { alibiBias, alibiSlopes } from '../../../../src/model/index.ts';

describe('ALiBi', () => {
  it('has the slopes of the paper', () => {
    expect(alibiSlopes(8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => 2 ** -n));
    expect(alibiSlopes(2)).toEqual([2 ** -4, 2 ** -8]);
    // Six heads: those of four, then every other one of eight.
    expect(alibiSlopes(6)).toEqual([2 ** -2, 2 ** -4, 2 ** -6, 2 ** -8, 2 ** -1, 2 ** -3]);
    expect(alibiSlopes(1)).toEqual([2 ** -8]);
  });

  it('takes off what is far, to both sides, from where the query stands', () => {
    expect(alibiBias(2, 2, 3, 1).arraySync()).toEqual([
      [
        [-1, 0, -1],
        [-2, -1, 0],
      ].map((row) => row.map((value) => value / 16 || -0)),
      [
        [-1, 0, -1],
        [-2, -1, 0],
      ].map((row) => row.map((value) => value / 256 || -0)),
    ]);
    expect(alibiBias(1, 3).shape).toEqual([1, 3, 3]);
  });

  it('refuses no heads and no tokens', () => {
    const count = 'to be a whole number of at least 1, got 0';
    expect(() => alibiSlopes(0)).toThrow(`alibiSlopes: wanted H ${count}`);
    expect(() => alibiBias(1, 0, 1)).toThrow(`alibiBias: wanted T ${count}`);
    expect(() => alibiBias(1, 1, 0)).toThrow(`alibiBias: wanted S ${count}`);
  });
});
