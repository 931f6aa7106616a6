import { fromBase64, toBase64 } from '../../engine/base64.ts';
import type { TensorRecord, Trace } from '../../engine/protocol.ts';

/**
 * A trace as the page carries it: numbers as base64 of the upper three bytes of little-endian float32,
 * rounded. They are off by at most 2⁻¹⁶ of themselves, less than any digit that is shown, and numbers do
 * not compress: the fourth byte would cost a page a tenth of its weight.
 */
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
    tensorsLeft: 0,
  };
}

function packTensor({ name, shape, data }: TensorRecord): PackedTensor {
  const bits = new Uint32Array(data.buffer, data.byteOffset, data.length);
  const bytes = Array.from(bits, roundedBytes).flat();
  return { name, shape, data: toBase64(Uint8Array.from(bytes)) };
}

function roundedBytes(bits: number): number[] {
  const rounded = bits + 0x80;
  return [(rounded >>> 8) & 0xff, (rounded >>> 16) & 0xff, rounded >>> 24];
}

function unpackTensor({ name, shape, data }: PackedTensor): TensorRecord {
  const bytes = fromBase64(data);
  const bits = Uint32Array.from({ length: bytes.length / 3 }, (_, i) => {
    const [low = 0, middle = 0, high = 0] = bytes.subarray(3 * i, 3 * i + 3);
    return (low << 8) | (middle << 16) | (high << 24);
  });
  return { name, shape, data: new Float32Array(bits.buffer) };
}
