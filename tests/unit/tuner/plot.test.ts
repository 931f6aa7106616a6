import { describe, expect, test } from 'vitest';
import { axesOf, pathOf, roundUp, spread, thin } from '../../../src/components/tuner/plot.ts';

const line = (values: readonly number[]) => values.map((value, i) => ({ step: i + 1, value }));

test.each([
  [0.13, 0.2],
  [0.2, 0.2],
  [0.21, 0.5],
  [1.79, 2],
  [7, 10],
  [0.003, 0.005],
  [1234, 2000],
  [0, 1],
  [Infinity, 1],
])('%f is rounded up to %f', (value, round) => {
  expect(roundUp(value)).toBe(round);
});

test('axes hold every line', () => {
  expect(axesOf([line([1, 2]), line([3])], 50)).toEqual({ steps: 50, most: 5 });
  expect(axesOf([], 0)).toEqual({ steps: 1, most: 1 });
});

test('a line goes from the left to the right, and up where values are high', () => {
  const axes = { steps: 4, most: 2 };
  expect(pathOf(line([2, 1, 0]), axes)).toBe('M25.00 0.00L50.00 50.00L75.00 100.00');
  expect(pathOf([], axes)).toBe('');
});

describe('a long line', () => {
  const long = line(Array.from({ length: 2000 }, (_, i) => i % 2));

  test('is drawn of fewer points, each a mean', () => {
    const points = thin(long);
    expect(points).toHaveLength(200);
    expect(points.every(({ value }) => value === 0.5)).toBe(true);
    expect(points[0]?.step).toBe(5.5);
    expect(points.at(-1)?.step).toBe(1995.5);
  });

  test('keeps a rest that fills no group', () => {
    expect(thin(line([1, 2, 3, 4, 9]), 3)).toEqual([
      { step: 1.5, value: 1.5 },
      { step: 3.5, value: 3.5 },
      { step: 5, value: 9 },
    ]);
  });

  test('that is short stays as it is', () => {
    const short = line([1, 5, 2]);
    expect(thin(short, 3)).toBe(short);
  });
});

describe('labels', () => {
  test('that are apart stay', () => {
    expect(spread([10, 50, 30], 9)).toEqual([10, 50, 30]);
  });

  test('that would cover each other move apart, in their order', () => {
    expect(spread([50, 49, 51], 10)).toEqual([59, 49, 69]);
  });

  test('stay inside at the bottom', () => {
    expect(spread([99, 100], 10)).toEqual([90, 100]);
  });
});
