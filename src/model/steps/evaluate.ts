import { cellKey } from './cells.ts';
import { evaluateExpression } from './expression.ts';
import type { Cell, Explanation, Read } from './step.ts';

type Kind<K extends Explanation['kind']> = Extract<Explanation, { readonly kind: K }>;

/** Computes a cell again from its explanation, in double precision. */
export function evaluate(explanation: Explanation, read: Read): number {
  switch (explanation.kind) {
    case 'dot':
      return dot(explanation, read);
    case 'softmax':
      return softmax(explanation, read);
    case 'sum':
      return sum(explanation.terms.map(read));
    case 'copy':
      return read(explanation.of);
    case 'top':
      return rankOf(explanation, read) <= explanation.top ? 1 : 0;
    case 'expression':
      return evaluateExpression(explanation.value, read);
    case 'norm':
      return norm(explanation, read);
    case 'sinusoid':
      return sinusoid(explanation);
    case 'mask':
      return explanation.causal || explanation.padded || explanation.outside ? 0 : 1;
  }
}

/** The mean and the (population) variance of a row. */
export function moments(row: readonly number[]): { mean: number; variance: number } {
  const mean = sum(row) / row.length;
  const variance = sum(row.map((value) => (value - mean) ** 2)) / row.length;
  return { mean, variance };
}

/** The cells of a softmax row that take part: all that the mask does not block. */
export function allowedCells({ over, mask }: Kind<'softmax'>, read: Read): Cell[] {
  return over.filter((_, s) => {
    const cell = mask?.[s];
    return !cell || read(cell) !== 0;
  });
}

/** Whether the mask blocks the very cell that the softmax is of: it is exactly 0 then. */
export function isBlocked(explanation: Kind<'softmax'>, read: Read): boolean {
  const of = cellKey(explanation.of);
  return !allowedCells(explanation, read).some((cell) => cellKey(cell) === of);
}

/** The place of a cell among its row, from 1 for the largest; of equals, the first comes first. */
export function rankOf({ of, over }: Kind<'top'>, read: Read): number {
  const own = read(of);
  const at = over.findIndex((cell) => cellKey(cell) === cellKey(of));
  const before = over.filter((cell, i) => read(cell) > own || (read(cell) === own && i < at));
  return before.length + 1;
}

function dot({ pairs, plus, divideBy = 1, relu }: Kind<'dot'>, read: Read): number {
  const products = pairs.map(([a, b]) => read(a) * read(b));
  const total = sum(products) + (plus ? read(plus) : 0);
  return (relu ? Math.max(0, total) : total) / divideBy;
}

function softmax(explanation: Kind<'softmax'>, read: Read): number {
  const { of, temperature } = explanation;
  const allowed = allowedCells(explanation, read);
  if (isBlocked(explanation, read)) return 0;
  const highest = Math.max(...allowed.map(read));
  const weigh = (cell: Cell) => Math.exp((read(cell) - highest) / temperature);
  return weigh(of) / sum(allowed.map(weigh));
}

function norm({ of, row, gain, bias, epsilon }: Kind<'norm'>, read: Read): number {
  const { mean, variance } = moments(row.map(read));
  return (read(gain) * (read(of) - mean)) / Math.sqrt(variance + epsilon) + read(bias);
}

function sinusoid({ position, dimension, width }: Kind<'sinusoid'>): number {
  const angle = position / 10000 ** ((2 * Math.floor(dimension / 2)) / width);
  return dimension % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
