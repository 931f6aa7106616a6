import { readFileSync } from 'node:fs';
import { WeightsError } from '../../../../src/model/index.ts';
import type { Weight } from '../../../../src/model/index.ts';

const folder = new URL('../../../fixtures/model/', import.meta.url);

/** A file that the Python package wrote. */
export function bytesOf(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`${name}.safetensors`, folder)));
}

export function jsonOf(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as unknown;
}

/** A file with the header `text` and `data` after it, whatever they are. */
export function fileOf(text: string, data: ArrayLike<number> = []): Uint8Array {
  const header = new TextEncoder().encode(text);
  const file = new Uint8Array(8 + header.length + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  file.set(data, 8 + header.length);
  return file;
}

/** The numbers of a tensor by their bits. */
export function bitsOf({ data }: Pick<Weight, 'data'>): number[] {
  return Array.from(new Uint32Array(data.buffer, data.byteOffset, data.length));
}

/** What `run` throws, which must be a `WeightsError`; nothing if it throws nothing. */
export function refusal(run: () => unknown): WeightsError | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof WeightsError) return error;
    throw error;
  }
  return undefined;
}
