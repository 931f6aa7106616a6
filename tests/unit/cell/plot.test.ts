import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, test } from 'vitest';
import { BOX, sceneOf } from '../../../src/components/cell/plot.ts';
import type { Plotted } from '../../../src/notebook/protocol.ts';
import { describePlot } from '../../../src/notebook/runtime/plot.ts';
import { textOf } from '../../../src/notebook/text.ts';

describe('what plot() is given', () => {
  test('a list, a tensor or several by name; x counts from 0', () => {
    const plain = describePlot(tf, [3, 1]);
    expect(plain).toMatchObject({ title: '', series: [{ name: '' }] });
    expect(Array.from(plain.series[0]?.x ?? [])).toEqual([0, 1]);
    const tensor = tf.tensor1d([3, 1]);
    const named = describePlot(tf, { a: tensor, b: Int32Array.of(5, 6) }, { x: [2, 4], title: 7 });
    expect(named.title).toBe('7');
    expect(named.series.map(({ name, x, y }) => [name, ...x, ...y])).toEqual([
      ['a', 2, 4, 3, 1],
      ['b', 2, 4, 5, 6],
    ]);
    tensor.dispose();
  });

  test.each([
    [{}, {}, 'wanted 1 to 8 lists of numbers, got 0'],
    [{ a: 'text' as unknown as number[] }, {}, 'wanted a as a list of numbers'],
    [[1, 2], { x: [1] }, 'wanted 2 numbers for x, as many as in values; got 1'],
    [tf.zeros([2, 2]), {}, 'wanted values of one dimension, got the shape [2, 2]'],
  ])('what cannot be drawn is said %#', (values, options, message) => {
    expect(() => describePlot(tf, values, options)).toThrow(message);
  });
});

function plotOf(y: readonly number[], x = y.map((_, at) => at)): Plotted {
  const series = [{ name: 's', x: Float32Array.from(x), y: Float32Array.from(y) }];
  return { title: '', xLabel: '', yLabel: '', series };
}

describe('the scene of a plot', () => {
  test('fills the box, upwards, with round ticks', () => {
    const { curves, xTicks, yTicks } = sceneOf(plotOf([0, 10], [0, 100]));
    expect(curves[0]?.points).toEqual([
      [BOX.left, BOX.bottom],
      [BOX.right, BOX.top],
    ]);
    expect(xTicks.map(({ text }) => text)).toEqual(['0', '20', '40', '60', '80', '100']);
    expect(yTicks.map(({ text }) => text)).toEqual(['0', '2', '4', '6', '8', '10']);
    expect(sceneOf(plotOf([-0.3, 0.3])).yTicks.map(({ text }) => text)).toContain('−0.2');
  });

  test('one point, equal points and no points have a box as well', () => {
    for (const values of [[5], [5, 5], [0, 0], [NaN]]) {
      const { curves, yTicks } = sceneOf(plotOf(values));
      expect(yTicks.length).toBeGreaterThan(1);
      for (const point of curves[0]?.points ?? []) expect(point.every(Number.isFinite)).toBe(true);
    }
  });

  test('what is not finite breaks the line and stays in the table', () => {
    const { curves, table } = sceneOf(plotOf([1, NaN, 2, 3]));
    expect(curves[0]?.path.match(/M/g)).toHaveLength(2);
    expect(curves[0]?.points).toHaveLength(3);
    expect(table.rows[1]).toEqual(['1', 'NaN']);
  });

  test('the sentence and the table say the same numbers', () => {
    const { sentences, table } = sceneOf(plotOf([1, -2.5, 3]));
    expect(sentences).toEqual(['s: 3 points, from 1 to 3, between −2.5 and 3.']);
    expect(table).toMatchObject({ head: ['x', 's'], all: 3 });
    expect(table.rows).toEqual([
      ['0', '1'],
      ['1', '−2.5'],
      ['2', '3'],
    ]);
    expect(sceneOf(plotOf(Array.from({ length: 500 }, () => 1))).table.rows).toHaveLength(100);
  });
});

test('the text of outputs is what a terminal would show', () => {
  const value = {
    kind: 'tensor',
    dtype: 'float32',
    shape: [2, 1, 2],
    data: Float32Array.of(1, -2, 30, 4),
  } as const;
  expect(textOf({ kind: 'show', title: 't', value })).toBe(
    't: float32 [2, 1, 2]\n[0]\n 1  -2\n[1]\n30   4',
  );
  expect(textOf({ kind: 'plot', ...plotOf([0.5, 1]) })).toBe('plot of y over x\ns: 0 0.5, 1 1');
  expect(textOf({ kind: 'error', origin: 'thrown', name: 'E', message: 'm' })).toBe('E: m');
});
