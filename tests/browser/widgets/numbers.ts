import type { TensorRecord } from '../../../src/engine/protocol.ts';

/** Rows of weights that add up to 1, each around its own place. */
export function pattern(
  name: string,
  shape: readonly number[],
  centerOf: (row: number) => number,
): TensorRecord {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const data = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const center = centerOf(row) % columns;
    const weights = Array.from({ length: columns }, (_, i) => Math.exp(-((i - center) ** 2) / 2));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    weights.forEach((weight, i) => (data[row * columns + i] = weight / sum));
  }
  return { name, shape, data };
}
