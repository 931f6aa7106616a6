import { fromBase64, toBase64 } from '../../engine/base64.ts';

/**
 * Results as a page carries them from the build to the browser: arrays of float32 as base64, in a
 * form that props of an island can have. All else is plain already.
 */

const MARK = 'float32';

/** Plain data without typed arrays. */
export function pack(value: unknown): unknown {
  if (value instanceof Float32Array) return { [MARK]: encode(value) };
  return mapped(value, pack);
}

/** What was packed. */
export function unpack(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && MARK in value)
    return decode(String(value[MARK]));
  return mapped(value, unpack);
}

function mapped(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(one)]));
}

function encode(data: Float32Array): string {
  return toBase64(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function decode(text: string): Float32Array {
  return new Float32Array(fromBase64(text).buffer);
}
