import type { Draw } from '../../../../../src/interview/generators/index.ts';

/** Computes the answer a second time, from what the prompt shows alone, by another way. */
export type Independent = (values: Values) => number;

/** What a prompt shows, with the type that one expects. */
export class Values {
  readonly #values: Draw['values'];

  constructor(values: Draw['values']) {
    this.#values = values;
  }

  number(name: string): number {
    const value = this.#values[name];
    if (typeof value !== 'number') throw new TypeError(`${name} is no number`);
    return value;
  }

  list(name: string): readonly number[] {
    const value = this.#values[name];
    if (!Array.isArray(value)) throw new TypeError(`${name} is no list`);
    return value as readonly number[];
  }

  text(name: string): string {
    const value = this.#values[name];
    if (typeof value !== 'string') throw new TypeError(`${name} is no text`);
    return value;
  }

  /** Several numbers by their names. */
  pick<K extends string>(...names: K[]): Record<K, number> {
    const entries = names.map((name) => [name, this.number(name)]);
    return Object.fromEntries(entries) as Record<K, number>;
  }
}

/** An exact product, of whole numbers. */
export function product(...factors: readonly number[]): number {
  return Number(factors.reduce((all, factor) => all * BigInt(factor), 1n));
}

/** How many of the cells of a table fulfill a condition, counted one by one. */
export function countCells(
  rows: number,
  columns: number,
  fits: (row: number, column: number) => boolean,
): number {
  let count = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) if (fits(row, column)) count++;
  }
  return count;
}

/** Numbers of the tensors that a list of linear layers holds: a weight and a bias each. */
export function linearLayers(...sizes: readonly (readonly [inputs: number, outputs: number])[]) {
  return sizes.reduce((sum, [inputs, outputs]) => sum + product(inputs, outputs) + outputs, 0);
}

export function total(list: readonly number[]): number {
  return list.reduce((sum, x) => sum + x, 0);
}
