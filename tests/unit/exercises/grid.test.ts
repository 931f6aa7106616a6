import { expect, it } from 'vitest';
import { draw, rowProducts } from '../../../src/notebook/judge/index.ts';

it('the products of rows stay within their matrix', () => {
  const two = draw.numbers([2, 2, 3], [1, 0, 2, 0, 1, 1, 3, 0, 0, 1, 1, 1]);
  expect(rowProducts(two)).toEqual(draw.numbers([2, 2, 2], [5, 2, 2, 2, 9, 3, 3, 3]));
});
