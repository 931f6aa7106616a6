import { describe, expect, it } from 'vitest';
import { isSameShape, readShape } from '../../../../src/interview/typed/shape.ts';

function same(a: string, b: string): boolean {
  const [left, right] = [readShape(a), readShape(b)];
  return left.ok && right.ok && isSameShape(left.value, right.value);
}

describe('readShape', () => {
  it.each([
    ['[B, H, T, S]', '(b,h,t,s)'],
    ['[B, H, T, S]', 'B H T S'],
    ['[B, H, T]', 'B×H×T'],
    ['[B, T, 3·K]', 'B, T, 3K'],
    ['[B, T, H·K]', '[B, T, K*H]'],
    ['[B, D/H]', 'B, d / h'],
    ['[2, 8, 16]', '(2, 8, 16)'],
    ['[2, 16]', '2, 2·8'],
    ['[5]', '(5,)'],
    ['[1·T, 1]', '[T, 1]'],
  ])('takes %s and %s for the same', (a, b) => {
    expect(same(a, b)).toBe(true);
  });

  it.each([
    ['[B, T, S]', '[B, S, T]'],
    ['[B, T]', '[B, T, 1]'],
    ['[B, H/D]', '[B, D/H]'],
    ['[2, 8]', '[2, 16]'],
  ])('tells %s from %s', (a, b) => {
    expect(same(a, b)).toBe(false);
  });

  it.each([
    ['', 'empty'],
    ['[]', 'empty'],
    ['[B, ?]', 'shape'],
    ['[B,, T]', 'shape'],
    ['B/T/S', 'shape'],
  ])('says of %j: %s', (text, problem) => {
    expect(readShape(text)).toMatchObject({ ok: false, problem });
  });
});
