import { decode } from './dtype.ts';
import type { Dtype, Numbers } from './dtype.ts';
import { refuser } from './error.ts';
import { readHeader } from './header.ts';

/**
 * The file format safetensors: 8 bytes with the length of the header, the header in JSON, the
 * numbers. https://github.com/huggingface/safetensors#format
 *
 * Bytes in, bytes out: nothing here fetches, and nothing knows tfjs.
 */

/** One tensor of a file. */
export interface Weight {
  /** How the file holds its numbers. */
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** The numbers, row-major: F32, F16 and BF16 as floats, I32 and I64 as 32-bit integers. */
  readonly data: Numbers;
}

export interface WeightsFile {
  readonly tensors: ReadonlyMap<string, Weight>;
  readonly metadata?: ReadonlyMap<string, string> | undefined;
}

/**
 * Reads a file. Every number is exact, and nothing of `file` is kept.
 *
 * @throws WeightsError for a file that is not exactly what its header says.
 */
export function readSafetensors(file: Uint8Array): WeightsFile {
  const refuse = refuser('readSafetensors');
  const { entries, metadata, start } = readHeader(file, refuse);
  const tensors = new Map<string, Weight>();
  for (const { name, dtype, shape, ...at } of entries) {
    const bytes = file.subarray(start + at.start, start + at.end);
    tensors.set(name, { dtype, shape, data: decode(dtype, bytes, name, refuse) });
  }
  return { tensors, metadata };
}
