/**
 * 16-bit floating point, as bits. binary16 (IEEE 754): 1 sign, 5 exponent and 10 fraction bits;
 * bfloat16: the upper half of a binary32. Everything works on bits, so that no number is touched
 * on the way.
 */

/** The largest number of binary16. */
export const LARGEST_HALF = 65504;

const INFINITY = 0x7c00;
const NOT_A_NUMBER = 0x7e00;

/** The bits of the binary32 that is the same number as a binary16. Always exact. */
export function fromHalf(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return (sign | 0x7f800000 | (fraction << 13)) >>> 0;
  if (exponent > 0) return (sign | ((exponent + 112) << 23) | (fraction << 13)) >>> 0;
  if (fraction === 0) return sign >>> 0;
  // Below 2^-14 a binary16 has no leading 1; a binary32 has.
  const shift = Math.clz32(fraction) - 21;
  return (sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13)) >>> 0;
}

/** The bits of the binary32 whose upper half a bfloat16 is. Always exact. */
export function fromBrain(brain: number): number {
  return (brain << 16) >>> 0;
}

/**
 * The bits of the binary16 nearest to a binary32; of two as near, the one with an even last bit
 * (IEEE 754, section 4.3.1). From 65520 on that is infinity. NaN stays NaN, without its payload.
 */
export function toHalf(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const size = bits & 0x7fffffff;
  if (size > 0x7f800000) return sign | NOT_A_NUMBER;
  if (size >= 0x477ff000) return sign | INFINITY;
  if (size >= 0x38800000) return sign | (roundBits(size, 13) - (112 << 10));
  // Below 2^-14 the step is 2^-24 everywhere: shift the fraction, with its leading 1, into place.
  const shift = 126 - (size >>> 23);
  return shift > 24 ? sign : sign | roundBits((size & 0x7fffff) | 0x800000, shift);
}

/** bits / 2^shift, to the nearest whole number; of two as near, the even one. */
function roundBits(bits: number, shift: number): number {
  const half = 2 ** (shift - 1);
  const even = (bits >>> shift) & 1;
  return (bits + half - 1 + even) >>> shift;
}
