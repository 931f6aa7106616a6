import type { TensorRecord, Trace } from '../../engine/protocol.ts';

/** A trace as the page carries it: numbers as base64 of little-endian float32. */
export interface PackedTrace {
  readonly tensors: readonly PackedTensor[];
  readonly weights: readonly PackedTensor[];
}

interface PackedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: string;
}

/** Packs a trace without its time: the time of a build says nothing to a reader. */
export function pack({ tensors, weights }: Trace): PackedTrace {
  return { tensors: tensors.map(packTensor), weights: weights.map(packTensor) };
}

export function unpack({ tensors, weights }: PackedTrace): Trace {
  return {
    tensors: tensors.map(unpackTensor),
    weights: weights.map(unpackTensor),
    milliseconds: 0,
    backend: '',
  };
}

function packTensor({ name, shape, data }: TensorRecord): PackedTensor {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return { name, shape, data: btoa(text) };
}

function unpackTensor({ name, shape, data }: PackedTensor): TensorRecord {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  return { name, shape, data: new Float32Array(bytes.buffer) };
}
