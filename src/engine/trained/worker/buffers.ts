/**
 * The memory of all arrays of numbers in plain data, each once: handed over with a message, it need
 * not be copied. Jobs make those arrays for the page, and keep none.
 */
export function buffersOf(value: unknown): ArrayBuffer[] {
  return [...new Set(views(value))].filter((buffer) => buffer instanceof ArrayBuffer);
}

function views(value: unknown): ArrayBufferLike[] {
  if (ArrayBuffer.isView(value)) return [value.buffer];
  return value instanceof Object ? Object.values(value).flatMap(views) : [];
}
