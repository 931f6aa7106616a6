import type { Refuse } from './error.ts';
import { LARGEST_HALF, fromBrain, fromHalf, toHalf } from './half.ts';

/** The kinds of number that are read, with the bytes of one. */
export const BYTES = { F32: 4, F16: 2, BF16: 2, I32: 4, I64: 8 } as const;

export type Dtype = keyof typeof BYTES;

/** What a tensor's numbers become. Whole numbers are 32 bits wide, as in tfjs. */
export type Numbers = Float32Array | Int32Array;

/** The numbers of `bytes`, exactly. Only a 64-bit integer that needs more than 32 bits is refused. */
export function decode(dtype: Dtype, bytes: Uint8Array, name: string, refuse: Refuse): Numbers {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = bytes.byteLength / BYTES[dtype];
  switch (dtype) {
    case 'F32':
      return floats(size, (i) => view.getUint32(4 * i, true));
    case 'F16':
      return floats(size, (i) => fromHalf(view.getUint16(2 * i, true)));
    case 'BF16':
      return floats(size, (i) => fromBrain(view.getUint16(2 * i, true)));
    case 'I32':
      return Int32Array.from({ length: size }, (_, i) => view.getInt32(4 * i, true));
    case 'I64':
      return Int32Array.from({ length: size }, (_, i) => narrow(view.getBigInt64(8 * i, true)));
  }

  function narrow(long: bigint): number {
    if (long === BigInt.asIntN(32, long)) return Number(long);
    const advice = 'tfjs has no wider integers: write the tensor as I32 or F32.';
    return refuse(`whole numbers of 32 bits in ${name}`, String(long), advice);
  }
}

/** Writes `data` at the start of `view`. F16 rounds to the nearest, ties to even. */
export function encode(
  dtype: 'F32' | 'F16' | 'I32',
  data: Numbers,
  view: DataView,
  name: string,
  refuse: Refuse,
): void {
  // The bits themselves: a NaN that passes through a number may come out as another NaN.
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length);
  if (dtype !== 'F16') return words.forEach((word, i) => view.setUint32(4 * i, word, true));
  words.forEach((word, i) => {
    const value = data[i] ?? 0;
    const half = toHalf(word);
    if (Number.isFinite(value) && (half & 0x7c00) === 0x7c00) {
      const advice = 'Write it as F32.';
      refuse(`numbers of ${name} within ±${LARGEST_HALF} for F16`, String(value), advice);
    }
    view.setUint16(2 * i, half, true);
  });
}

/** Numbers by their bits: `bits(i)` is the binary32 of number i. */
function floats(size: number, bits: (i: number) => number): Float32Array {
  const data = new Float32Array(size);
  const words = new Uint32Array(data.buffer);
  for (let i = 0; i < size; i++) words[i] = bits(i);
  return data;
}
