import { describe, expect, it } from 'vitest';
import { cellKey, cellsOf } from '../../../../src/model/steps/index.ts';
import type { Cell, Explanation } from '../../../../src/model/steps/index.ts';
import {
  minus,
  ofCell,
  product,
  call,
  sum,
  given,
} from '../../../../src/model/steps/expression.ts';
import { mapCells } from '../../../../src/model/steps/group.ts';

const [a, b, c, d]: Cell[] = ['a', 'b', 'c', 'd'].map((name) => ({ name, index: [1] }));
const cells = { a: a as Cell, b: b as Cell, c: c as Cell, d: d as Cell };

const explanations: Explanation[] = [
  { kind: 'dot', pairs: [[cells.a, cells.b]], plus: cells.c, divideBy: 2 },
  {
    kind: 'softmax',
    of: cells.a,
    over: [cells.a, cells.b],
    mask: [cells.c, cells.d],
    temperature: 2,
  },
  { kind: 'top', of: cells.a, over: [cells.a, cells.b], top: 1 },
  { kind: 'sum', terms: [cells.a, cells.b] },
  { kind: 'copy', of: cells.d },
  {
    kind: 'expression',
    value: sum(
      ofCell('a', 1),
      product(ofCell('b', 1), minus(ofCell('c', 1), call('exp', ofCell('d', 1)))),
      given(3),
    ),
  },
  {
    kind: 'norm',
    of: cells.a,
    row: [cells.a, cells.b],
    gain: cells.c,
    bias: cells.d,
    epsilon: 1e-6,
  },
];

describe('mapCells', () => {
  const rename = ({ name, index }: Cell) => ({ name: `${name}'`, index: [0, ...index] });

  it.each(explanations)('changes every cell of $kind and nothing else', (explanation) => {
    const before = cellsOf(explanation);
    const changed = mapCells(explanation, rename);
    expect(before.length).toBeGreaterThan(0);
    expect(cellsOf(changed).map(cellKey)).toEqual(before.map((cell) => cellKey(rename(cell))));
    const back = ({ name, index }: Cell) => ({ name: name.slice(0, -1), index: index.slice(1) });
    expect(mapCells(changed, back)).toEqual(explanation);
  });

  it('leaves what reads no cell', () => {
    const mask = { kind: 'mask', query: 1, key: 2, causal: true, padded: false } as const;
    expect(mapCells(mask, rename)).toBe(mask);
  });
});
