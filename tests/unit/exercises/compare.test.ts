import { describe, expect, it } from 'vitest';
import {
  changesAlong,
  compare,
  permute,
  redraw,
  rowSums,
} from '../../../src/notebook/judge/index.ts';
import { createRandom } from '../../../src/model/random.ts';
import { wrongCode } from '../../../src/notebook/judge/wrong.ts';

const grid = (shape: number[], ...data: number[]) => ({ shape, data: Float32Array.from(data) });

describe('compare', () => {
  it('accepts what is close, relative to large numbers', () => {
    expect(compare(grid([2], 1, 1000), grid([2], 1.00005, 1000.05), 1e-4)).toBeUndefined();
    expect(compare(grid([1], 1), grid([1], 1.001), 1e-4)).toMatchObject({ worst: 0, off: 1 });
    expect(compare(5, 5.00001, 1e-4)).toBeUndefined();
    expect(compare({ a: [1, grid([1], 2)] }, { a: [1, grid([1], 2)] }, 1e-4)).toBeUndefined();
  });

  it.each([NaN, Infinity, -Infinity])('never accepts %d for a number', (value) => {
    expect(compare(grid([2], 0, 1), grid([2], 0, value), 1e-4)).toMatchObject({ worst: 1, off: 1 });
    expect(compare(1, value, 1e-4)).toBeDefined();
  });

  it('points at the number that is furthest off', () => {
    const difference = compare(grid([2, 2], 0, 0, 0, 0), grid([2, 2], 1, 0, -3, 2), 1e-4);
    expect(difference).toMatchObject({ kind: 'numbers', worst: 2, off: 3 });
  });

  it.each([
    [grid([2, 1], 1, 2), grid([1, 2], 1, 2), '', 'numbers of shape [1, 2]'],
    [grid([2], 1, 2), grid([2], 1), '', 'numbers of shape [2]'],
    [grid([1], 1), undefined, '', 'nothing'],
    [1, true, '', 'a boolean'],
    [[1, 2], [1], '', 'a list of 1'],
    [{ a: 1 }, { b: 1 }, '', '{ b }'],
    [{ a: { b: [1, grid([1], 1)] } }, { a: { b: [1, 'x'] } }, '.a.b[1]', 'a string'],
  ])('tells another kind or shape: %j', (wanted, got, path, seen) => {
    expect(compare(wanted, got, 1e-4)).toMatchObject({ kind: 'shape', path, got: seen });
  });
});

describe('grids', () => {
  const x = grid([2, 3, 2], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

  it('are permuted along an axis', () => {
    expect([...permute(x, 1, [2, 0, 1]).data]).toEqual([4, 5, 0, 1, 2, 3, 10, 11, 6, 7, 8, 9]);
    expect([...permute(x, -1, [1, 0]).data].slice(0, 4)).toEqual([1, 0, 3, 2]);
  });

  it('are drawn anew at one index, and nowhere else', () => {
    const again = redraw(x, -2, 1, createRandom(1));
    expect(changesAlong(x, again, 1).map((change) => change > 0)).toEqual([false, true, false]);
    expect(changesAlong(x, redraw(x, 0, 1, createRandom(1)), 0)[0]).toBe(0);
  });

  it('count what is not finite as moved without end', () => {
    expect(changesAlong(grid([2], 1, 2), grid([2], 1, NaN), 0)).toEqual([0, Infinity]);
    expect(() => changesAlong(grid([2], 1, 2), grid([1], 1), 0)).toThrow('the shape changed');
  });

  it('are summed by rows', () => {
    expect(rowSums(x)).toEqual([1, 5, 9, 13, 17, 21]);
  });
});

describe('wrongCode', () => {
  it('replaces pieces, with a dollar sign as it is', () => {
    const edits = [['a + b', 'a $& b']] as const;
    expect(wrongCode({ id: 'x', says: '', edits }, 'f(a + b)')).toBe('f(a $& b)');
  });

  it('tells the writer what does not fit', () => {
    const make = (find: string) => () =>
      wrongCode({ id: 'x', says: '', edits: [[find, '']] }, 'a a');
    expect(make('b')).toThrow('wrong answer x: wanted b once in the solution, got it 0 times');
    expect(make('a')).toThrow('2 times');
    expect(() => wrongCode({ id: 'x', says: '' }, 'a')).toThrow('got neither');
  });
});
