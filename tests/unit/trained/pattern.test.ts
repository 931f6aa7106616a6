import { expect, test } from 'vitest';
import {
  fit,
  headsOf,
  rowFrom,
  rowOf,
  sliceOfRows,
  strongest,
} from '../../../src/components/trained/pattern.ts';
import type { TensorRecord } from '../../../src/engine/protocol.ts';

const record = (shape: number[]): TensorRecord => {
  const size = shape.reduce((product, n) => product * n, 1);
  return { name: 'x', shape, data: Float32Array.from({ length: size }, (_, i) => i) };
};

test('rows are those of the head and the place', () => {
  const patterns = [record([2, 3]), record([2, 2, 3])];
  expect([...rowOf(patterns, { layer: 0, head: 1 })]).toEqual([3, 4, 5]);
  expect([...rowFrom(patterns, { layer: 1, head: 1 }, 0)]).toEqual([6, 7, 8]);
  expect([...rowFrom(patterns, { layer: 1, head: 0 }, 1)]).toEqual([3, 4, 5]);
  expect(rowOf(patterns, { layer: 2, head: 0 })).toHaveLength(0);
  expect(rowFrom([], { layer: 0, head: 0 }, 0)).toHaveLength(0);
});

test('a head that there is not becomes the last one', () => {
  const patterns = [record([2, 3]), record([4, 3])];
  expect(headsOf(patterns[1])).toBe(4);
  expect(headsOf(undefined)).toBe(0);
  expect(fit({ layer: 1, head: 3 }, patterns)).toEqual({ layer: 1, head: 3 });
  expect(fit({ layer: 0, head: 3 }, patterns)).toEqual({ layer: 0, head: 1 });
  expect(fit({ layer: 7, head: 9 }, patterns)).toEqual({ layer: 1, head: 3 });
  expect(fit({ layer: 1, head: 1 }, [])).toEqual({ layer: 0, head: 0 });
});

test('rows become one matrix', () => {
  const slice = sliceOfRows('x', [Float32Array.of(1, 2), Float32Array.of(3, -4)]);
  expect([slice.rows, slice.columns, slice.extent]).toEqual([2, 2, 4]);
  expect([...slice.data]).toEqual([1, 2, 3, -4]);
  expect(slice.index(1, 0)).toEqual([1, 0]);
  expect(sliceOfRows('x', []).rows).toBe(0);
});

test('the strongest of equals is the first', () => {
  expect(strongest(Float32Array.of(0.1, 0.4, 0.4))).toBe(1);
  expect(strongest(Float32Array.of(-3, -1, -2))).toBe(1);
});
