import type { Step } from './step.ts';

/** Marks a symbol with its role, which the page colors. */
export function role(name: 'query' | 'key' | 'value' | 'output', symbol: string): string {
  return `\\role{${name}}{${symbol}}`;
}

/** The subscript of a head, when there is more than one. */
export function sub(heads: number): string {
  return heads === 1 ? '' : '_h';
}

/** The shape of a tensor with heads: without them when there is one. */
export function headShape(
  heads: number,
  row: 'T' | 'S',
  column: 'S' | 'K',
  letter: 'H' | 'G' = 'H',
): Step['shape'] {
  return heads === 1 ? [row, column] : [letter, row, column];
}
