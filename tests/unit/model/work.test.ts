import { describe, expect, it } from 'vitest';
import { cellKey, cellsOf, evaluate, toText, workOut } from '../../../src/model/steps/index.ts';
import type { Cell, Explanation, Read } from '../../../src/model/steps/index.ts';

const cell = (name: string, ...index: number[]): Cell => ({ name, index });

/** Reads the value that a name ends in: `x1.5` is 1.5. */
const read: Read = ({ name }) => Number(name.slice(1));
const text = (explanation: Explanation, from: Read = read) =>
  toText(workOut(explanation, from), (value) => value.toFixed(2)).split('\n');

describe('worked arithmetic', () => {
  it('of a scaled dot product', () => {
    const pairs = [
      [cell('q1.2'), cell('k0.5')],
      [cell('q-2'), cell('k3')],
    ] as const;
    expect(text({ kind: 'dot', pairs, divideBy: Math.sqrt(4) })).toEqual([
      '(1.20 × 0.50 + -2.00 × 3.00) / √4 = -2.70',
    ]);
    expect(text({ kind: 'dot', pairs, divideBy: Math.sqrt(3) })).toEqual([
      '(1.20 × 0.50 + -2.00 × 3.00) / √3 = -3.12',
    ]);
    expect(text({ kind: 'dot', pairs, divideBy: 2.5 })).toEqual([
      '(1.20 × 0.50 + -2.00 × 3.00) / 2.5 = -2.16',
    ]);
  });

  it('of a linear layer, with ReLU and without', () => {
    const pairs = [[cell('x2'), cell('w3')]] as const;
    const plus = cell('b-7');
    expect(text({ kind: 'dot', pairs, plus })).toEqual(['2.00 × 3.00 + -7.00 = -1.00']);
    expect(text({ kind: 'dot', pairs, plus, relu: true })).toEqual([
      'max(0, 2.00 × 3.00 + -7.00) = 0.00',
    ]);
  });

  it('of a softmax', () => {
    const over = [cell('z1', 0), cell('z2', 1), cell('z3', 2)];
    const of = cell('z2', 1);
    expect(text({ kind: 'softmax', of, over, temperature: 1 })).toEqual([
      'exp(2.00) / (exp(1.00) + exp(2.00) + exp(3.00)) = 0.24',
    ]);
    expect(text({ kind: 'softmax', of, over, temperature: 0.5 })).toEqual([
      'exp(2.00 / 0.5) / (exp(1.00 / 0.5) + exp(2.00 / 0.5) + exp(3.00 / 0.5)) = 0.12',
    ]);
    const mask = [cell('m1', 0), cell('m1', 1), cell('m0', 2)];
    expect(text({ kind: 'softmax', of, over, mask, temperature: 1 })).toEqual([
      'exp(2.00) / (exp(1.00) + exp(2.00)) = 0.73',
    ]);
  });

  it('of a softmax at a blocked key, and of huge scores', () => {
    const over = [cell('z1000', 0), cell('z999', 1)];
    const explanation = { kind: 'softmax', over, temperature: 1 } as const;
    const mask = [cell('m0', 0), cell('m1', 1)];
    expect(text({ ...explanation, of: cell('z1000', 0), mask })).toEqual(['0 = 0.00']);
    expect(text({ ...explanation, of: cell('z999', 1), mask })).toEqual([
      'exp(999.00) / (exp(999.00)) = 1.00',
    ]);
    expect(text({ ...explanation, of: cell('z1000', 0) }).join()).toMatch(/ = 0\.73$/);
    const apart = [cell('z2000', 0), cell('z0', 1)];
    expect(
      evaluate({ kind: 'softmax', of: cell('z2000', 0), over: apart, temperature: 1 }, read),
    ).toBe(1);
  });

  it('of a place among the top, where of equals the first comes first', () => {
    const over = [cell('z2', 0), cell('z3', 1), cell('z2', 2), cell('z1', 3)];
    const ranks = over.map((of) => text({ kind: 'top', of, over, top: 2 }).join());
    expect(ranks).toEqual(['#2 ≤ 2 = 1.00', '#1 ≤ 2 = 1.00', '#3 > 2 = 0.00', '#4 > 2 = 0.00']);
  });

  it('tells cells, rounded numbers and given ones apart', () => {
    const [x, y] = [cell('x1', 0), cell('x3', 1)];
    const norm = { kind: 'norm', of: y, row: [x, y], gain: cell('g2'), bias: cell('b0') } as const;
    const kinds = workOut({ ...norm, epsilon: 1e-6 }, read).map(({ parts }) =>
      parts.filter(({ kind }) => kind !== 'sign').map(({ kind }) => kind),
    );
    expect(kinds).toEqual([
      ['cell', 'cell', 'given'],
      ['cell', 'number', 'cell', 'number', 'given'],
      ['cell', 'cell', 'number', 'number', 'given', 'cell'],
    ]);
  });

  it('of a sum and a copy', () => {
    expect(text({ kind: 'sum', terms: [cell('x1'), cell('y2')] })).toEqual(['1.00 + 2.00 = 3.00']);
    expect(text({ kind: 'copy', of: cell('x1.5') })).toEqual(['1.50 = 1.50']);
  });

  it('of a norm, mean and variance first', () => {
    const row = [cell('x1', 0), cell('x3', 1)];
    const epsilon = 1e-6;
    expect(
      text({ kind: 'norm', of: cell('x3', 1), row, gain: cell('g2'), bias: cell('b0.5'), epsilon }),
    ).toEqual([
      'μ = (1.00 + 3.00) / 2 = 2.00',
      'σ² = ((1.00 − 2.00)² + (3.00 − 2.00)²) / 2 = 1.00',
      '2.00 × (3.00 − 2.00) / √(1.00 + 0.000001) + 0.50 = 2.50',
    ]);
  });

  it('of a position and a mask', () => {
    const position = { kind: 'sinusoid', position: 3, width: 4 } as const;
    expect(text({ ...position, dimension: 2 })).toEqual(['sin(3 / 10000^(2/4)) = 0.03']);
    expect(text({ ...position, dimension: 1 })).toEqual(['cos(3 / 10000^(0/4)) = -0.99']);
    const mask = { kind: 'mask', query: 1, key: 2, causal: false, padded: false } as const;
    expect(text(mask)).toEqual(['1 = 1.00']);
    expect(text({ ...mask, causal: true })).toEqual(['0 = 0.00']);
    expect(text({ ...mask, padded: true })).toEqual(['0 = 0.00']);
  });
});

describe('cellsOf', () => {
  it('names each cell once', () => {
    const pairs = [
      [cell('x', 0), cell('x', 1)],
      [cell('x', 1), cell('x', 0)],
    ] as const;
    expect(cellsOf({ kind: 'dot', pairs, plus: cell('b', 0) }).map(cellKey)).toEqual([
      'x[0]',
      'x[1]',
      'b[0]',
    ]);
  });

  it('names all that each kind of explanation reads', () => {
    const [x, y, g, b] = [cell('x', 0), cell('x', 1), cell('g', 1), cell('b', 1)];
    const [m, n] = [cell('m', 0), cell('m', 1)];
    const keys = (explanation: Explanation) => cellsOf(explanation).map(cellKey);
    const softmax = { kind: 'softmax', of: y, over: [x, y], temperature: 1 } as const;
    expect(keys({ kind: 'dot', pairs: [[x, g]] })).toEqual(['x[0]', 'g[1]']);
    expect(keys(softmax)).toEqual(['x[1]', 'x[0]']);
    expect(keys({ ...softmax, mask: [m, n] })).toEqual(['x[1]', 'x[0]', 'm[0]', 'm[1]']);
    expect(keys({ kind: 'top', of: y, over: [x, y], top: 1 })).toEqual(['x[1]', 'x[0]']);
    expect(keys({ kind: 'sum', terms: [x, g] })).toEqual(['x[0]', 'g[1]']);
    expect(keys({ kind: 'copy', of: y })).toEqual(['x[1]']);
    const norm = { kind: 'norm', of: y, row: [x, y], gain: g, bias: b, epsilon: 1e-6 } as const;
    expect(keys(norm)).toEqual(['x[1]', 'x[0]', 'g[1]', 'b[1]']);
  });

  it('reads nothing for a position or a mask', () => {
    expect(cellsOf({ kind: 'sinusoid', position: 0, dimension: 0, width: 2 })).toEqual([]);
    const mask = { kind: 'mask', query: 1, key: 2, causal: true, padded: false } as const;
    expect(cellsOf(mask)).toEqual([]);
  });
});
