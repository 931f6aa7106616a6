/** As much of protocol buffers as it takes to write an ONNX model: https://protobuf.dev/programming-guides/encoding */

/** A whole number below 2³², in groups of seven bits. */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

const [VARINT, BYTES, FLOAT] = [0, 2, 5] as const;

const tag = (field: number, type: number) => varint(field * 8 + type);

export function join(...parts: readonly ArrayLike<number>[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export function whole(field: number, value: number): Uint8Array {
  return join(tag(field, VARINT), varint(value));
}

export function bytes(field: number, value: Uint8Array): Uint8Array {
  return join(tag(field, BYTES), varint(value.length), value);
}

export function text(field: number, value: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(value));
}

export function float(field: number, value: number): Uint8Array {
  return join(tag(field, FLOAT), new Uint8Array(Float32Array.of(value).buffer));
}
