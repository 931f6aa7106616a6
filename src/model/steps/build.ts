import type { Cell, Explanation, Shapes } from './step.ts';

/** A dot product, as the explanation of a cell. */
export type Dot = Extract<Explanation, { readonly kind: 'dot' }>;

/** One cell of the tensor or weight `name`. */
export function cell(name: string, ...index: readonly number[]): Cell {
  return { name, index };
}

/** One cell of a tensor with heads. Recorded tensors have no head dimension when H = 1. */
export function headCell(name: string, heads: number, h: number, row: number, column: number) {
  return heads === 1 ? cell(name, row, column) : cell(name, h, row, column);
}

/** The index of a cell of a tensor with heads, as [h, row, column] also when H = 1. */
export function headIndex(index: readonly number[]): readonly [number, number, number] {
  const [column = 0, row = 0, h = 0] = index.toReversed();
  return [h, row, column];
}

/** `[0, 1, …, length − 1]` */
export function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

/** Cell [row, column] of the linear layer `path` applied to `input`. */
export function linearDot(
  path: string,
  input: string,
  row: number,
  column: number,
  shapes: Shapes,
): Dot {
  const weight = `${path}.weight`;
  const [D = 0] = shapes(weight);
  const pairs = range(D).map((d) => [cell(input, row, d), cell(weight, d, column)] as const);
  return { kind: 'dot', pairs, plus: cell(`${path}.bias`, column) };
}
