import { expect, it } from 'vitest';
import {
  caseAsCode,
  countSlices,
  indexIn,
  matrixOf,
  sliceWith,
  viewOf,
} from '../../../src/components/exercise/state.ts';

const grid = (shape: number[], ...data: number[]) => ({ shape, data: Float32Array.from(data) });
const x = grid([2, 2, 3], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

it('cuts a grid into matrices, and finds the one with a position', () => {
  expect(countSlices(x)).toBe(2);
  expect(sliceWith(x, 5)).toBe(0);
  expect(sliceWith(x, 6)).toBe(1);
  const matrix = matrixOf(x, 1, 'x');
  expect([matrix.rows, matrix.columns, ...matrix.data]).toEqual([2, 3, 6, 7, 8, 9, 10, 11]);
  expect(matrix.index(1, 2)).toEqual([1, 1, 2]);
  expect(indexIn(x.shape, 10)).toEqual([1, 1, 1]);
});

it.each([
  [grid([], 5), 1, 1, []],
  [grid([3], 1, 2, 3), 1, 3, [2]],
  [grid([2, 2], 1, 2, 3, 4), 2, 2, [1, 2]],
])('a number is one cell, a list one row: %#', (value, rows, columns, index) => {
  const matrix = matrixOf(value, 0, '');
  expect([countSlices(value), matrix.rows, matrix.columns]).toEqual([1, rows, columns]);
  expect(matrix.index(rows - 1, 2)).toEqual(index);
});

it('shows what came minus what was wanted, and does not hide what is not finite', () => {
  const [wanted, got] = [grid([3], 1, 2, 3), grid([3], 1, 5, NaN)];
  expect([...viewOf('difference', wanted, got).data]).toEqual([0, 3, NaN]);
  expect(viewOf('wanted', wanted, got)).toBe(wanted);
  expect(viewOf('got', wanted, got)).toBe(got);
  expect(matrixOf(viewOf('difference', wanted, got), 0, '').extent).toBe(3);
});

it('writes a case as code that can be run', () => {
  const ids = { shape: [2], data: Int32Array.of(3, 4) };
  const args = [grid([1, 2], 0.5, -1), 3, undefined, { ids, list: ['a', true] }];
  expect(caseAsCode(['x', 'heads', 'mask', 'rest'], args))
    .toBe(`const x = tf.tensor([0.5, -1], [1, 2]);
const heads = 3;
const mask = undefined;
const rest = {
  ids: tf.tensor([3, 4], [2], 'int32'),
  list: [
    "a",
    true,
  ],
};`);
  const large = grid([1000], ...Array.from({ length: 1000 }, () => 1));
  expect(caseAsCode(['x'], [large])).toBe('const x = tf.zeros([1000]) /* 1000 numbers */;');
});
