import { expect, test } from 'vitest';
import { countShown, formatNumber, slicesOf } from '../../../src/notebook/matrix.ts';

const tensorOf = (shape: readonly number[], values: readonly number[]) =>
  ({ kind: 'tensor', dtype: 'float32', shape, data: Float32Array.from(values) }) as const;

test('a matrix is one slice; heat is a share of the largest size', () => {
  const [slice] = slicesOf(tensorOf([2, 2], [1, -2, 4, Number.NaN]));
  expect(slice?.index).toEqual([]);
  expect(slice?.rows.map((row) => row.map(({ text }) => text))).toEqual([
    ['1', '−2'],
    ['4', 'NaN'],
  ]);
  expect(slice?.rows.flat().map(({ heat }) => heat)).toEqual([0.25, -0.5, 1, 0]);
});

test('leading dimensions become an index, row-major', () => {
  const slices = slicesOf(tensorOf([2, 2, 1, 1], [1, 2, 3, 4]));
  expect(slices.map(({ index }) => index.join())).toEqual(['0,0', '0,1', '1,0', '1,1']);
  expect(slices.map(({ rows }) => rows[0]?.[0]?.text)).toEqual(['1', '2', '3', '4']);
});

test.each([
  [[], 1],
  [[3], 3],
  [[0], 0],
  [[2, 0, 3], 0],
])('shape [%s] shows all of its %i numbers', (shape, count) => {
  const tensor = tensorOf(
    shape,
    Array.from({ length: count }, () => 7),
  );
  expect(countShown(tensor, slicesOf(tensor))).toEqual([count, count]);
});

test('a large tensor shows a screenful and says of how much', () => {
  const tensor = tensorOf(
    [100, 100],
    Array.from({ length: 4096 }, (_value, index) => index),
  );
  expect(countShown(tensor, slicesOf(tensor))).toEqual([256, 10_000]);
});

test('numbers keep four significant digits', () => {
  expect([1 / 3, 12, -0.00001234567, 1e21].map(formatNumber)).toEqual([
    '0.3333',
    '12',
    '-0.00001235',
    '1e+21',
  ]);
});
