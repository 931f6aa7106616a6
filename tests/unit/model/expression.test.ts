import { describe, expect, it } from 'vitest';
import { cellKey, cellsOf, evaluate, toText, workOut } from '../../../src/model/steps/index.ts';
import type { Expression } from '../../../src/model/steps/index.ts';
import {
  call,
  erf,
  given,
  minus,
  ofCell,
  product,
  quotient,
  sum,
} from '../../../src/model/steps/expression.ts';

const cells: Record<string, number> = { 'a[0]': 2, 'b[1,2]': -3 };
const read = (cell: Parameters<typeof cellKey>[0]) => cells[cellKey(cell)] ?? NaN;
const [a, b] = [ofCell('a', 0), ofCell('b', 1, 2)];

function worked(value: Expression): string {
  return toText(workOut({ kind: 'expression', value }, read), String);
}

describe('expressions', () => {
  it.each([
    [sum(a, b, given(4)), 3, '2 + -3 + 4 = 3'],
    [product(a, sum(b, given(1))), -4, '2 × (-3 + 1) = -4'],
    [sum(product(a, b), given(1)), -5, '2 × -3 + 1 = -5'],
    [minus(a, minus(b, a)), 7, '2 − (-3 − 2) = 7'],
    [quotient(b, product(a, a)), -0.75, '-3 / (2 × 2) = -0.75'],
    [call('relu', b), 0, 'relu(-3) = 0'],
    [sum(minus(a, b), a), 7, '(2 − -3) + 2 = 7'],
    [sum(quotient(a, given(4)), sum(a, b)), -0.5, '(2 / 4) + (2 + -3) = -0.5'],
    [call('sqrt', product(a, given(8))), 4, 'sqrt(2 × 8) = 4'],
  ])('%# is evaluated and worked out', (value, result, text) => {
    expect(evaluate({ kind: 'expression', value }, read)).toBe(result);
    expect(worked(value)).toBe(text);
  });

  it('list the cells that they read, each once', () => {
    const value = sum(a, product(b, a), quotient(given(1), call('exp', b)));
    expect(cellsOf({ kind: 'expression', value }).map(cellKey)).toEqual(['a[0]', 'b[1,2]']);
    for (const operation of [minus, quotient]) {
      const both = cellsOf({ kind: 'expression', value: operation(b, a) });
      expect(both.map(cellKey)).toEqual(['b[1,2]', 'a[0]']);
    }
  });

  // Values from Abramowitz and Stegun 1964, table 7.1, and from Python's math.erf.
  it.each([
    [0, 0],
    [0.5, 0.5204998778130465],
    [-1, -0.8427007929497149],
    [2, 0.9953222650189527],
    [2.6, 0.9997639655834707],
    [4, 0.9999999845827421],
    [30, 1],
    [-30, -1],
  ])('erf(%f) is %f', (x, wanted) => {
    expect(erf(x)).toBeCloseTo(wanted, 13);
  });

  it.each([
    ['sigmoid', 1 / (1 + Math.exp(-2))],
    ['silu', 2 / (1 + Math.exp(-2))],
    ['tanh', Math.tanh(2)],
    ['exp', Math.exp(2)],
    ['log', Math.log(2)],
    ['sin', Math.sin(2)],
    ['cos', Math.cos(2)],
  ] as const)('%s', (name, wanted) => {
    expect(evaluate({ kind: 'expression', value: call(name, a) }, read)).toBeCloseTo(wanted, 14);
  });
});
