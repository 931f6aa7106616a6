import { describe, expect, it } from 'vitest';
import { LARGEST_HALF, fromBrain, fromHalf, toHalf } from '../../../../src/model/index.ts';
import { jsonOf } from './support.ts';

const toNumber = (bits: number) => new Float32Array(Uint32Array.of(bits).buffer)[0] ?? 0;
const toBits = (value: number) => new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0;

/** The value of a binary16 by its definition. */
function defined(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(half >>> 10) & 31, half & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

describe('binary16', () => {
  it('reads all of its 65,536 numbers exactly', () => {
    for (let half = 0; half < 65536; half++) {
      const bits = fromHalf(half);
      expect(Object.is(toNumber(bits), defined(half)) || half).toBe(true);
      expect(bits >= 0 || half).toBe(true);
    }
  });

  it('keeps the payload of NaN when it reads', () => {
    expect([0x7e01, 0xfc01].map(fromHalf)).toEqual([0x7fc02000, 0xff802000]);
  });

  it('writes each of its numbers as itself, and NaN as one NaN', () => {
    for (let half = 0; half < 65536; half++) {
      const nan = Number.isNaN(defined(half));
      expect(toHalf(fromHalf(half))).toBe(nan ? (half & 0x8000) | 0x7e00 : half);
    }
    expect(toHalf(0x7f800001)).toBe(0x7e00);
  });

  it('writes 0 for all that is too small, with its sign', () => {
    for (let exponent = 26; exponent <= 149; exponent++) {
      expect([toHalf(toBits(2 ** -exponent)), toHalf(toBits(-(2 ** -exponent)))]).toEqual([
        0, 0x8000,
      ]);
    }
  });

  it('rounds as numpy does, halfway cases and their neighbors among them', () => {
    const { bits, halves } = jsonOf('weights-half') as { bits: number[]; halves: number[] };
    expect(bits.length).toBeGreaterThan(700);
    expect(bits.map(toHalf)).toEqual(halves);
  });

  it('rounds ties to even: up from odd, down from even', () => {
    const [even, odd] = [1 + 2 / 1024, 1 + 3 / 1024];
    const tie = (a: number, b: number) => toHalf(toBits((a + b) / 2));
    expect(tie(even, odd)).toBe(toHalf(toBits(even)));
    expect(tie(odd, 1 + 4 / 1024)).toBe(toHalf(toBits(1 + 4 / 1024)));
    expect(toHalf(toBits(2 ** -25))).toBe(0);
    expect(toHalf(toBits(3 * 2 ** -25))).toBe(2);
    expect(toHalf(toBits(1.0000001 * 2 ** -25))).toBe(1);
  });

  it('ends at 65504: from 65520 on it is infinity', () => {
    expect(LARGEST_HALF).toBe(defined(0x7bff));
    expect(toHalf(toBits(65519.996))).toBe(0x7bff);
    expect(toHalf(toBits(65520))).toBe(0x7c00);
    expect(toHalf(toBits(-65520))).toBe(0xfc00);
  });

  it('is off by at most half a step of 2^-10, relatively', () => {
    for (let value = 1e-4; value < 6e4; value *= 1.01) {
      const near = toNumber(fromHalf(toHalf(toBits(value))));
      expect(Math.abs(near - value) / value).toBeLessThanOrEqual(2 ** -11 * 1.0001);
    }
  });
});

describe('bfloat16', () => {
  it('is the upper half of a binary32', () => {
    expect([0, 0x3f80, 0xc020, 0x8000, 0xff80].map(fromBrain).map(toNumber)).toEqual([
      0,
      1,
      -2.5,
      -0,
      -Infinity,
    ]);
  });
});
