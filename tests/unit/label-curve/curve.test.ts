import { describe, expect, test } from 'vitest';
import {
  EDGES,
  SIZE,
  drawLine,
  labelsOf,
  panelsOf,
  rangeOf,
  verdictsOf,
  widestOf,
  xOf,
  yOf,
} from '../../../src/components/label-curve/curve.ts';
import type { CurvePoint } from '../../../src/components/label-curve/curve.ts';
import { labelCurve } from '../../../src/content/label-curve.ts';
import type { TuningMode } from '../../../src/engine/trained/jobs.ts';
import { LABEL_CURVE } from '../../../training/text/configs/label-curve.ts';
import type { LabelCurve } from '../../../training/text/harness/curve-job.ts';
import { pointsOf } from '../../../training/text/models/label-curve.ts';

function point(labels: number, mode: TuningMode, mean: number, half = 0.05): CurvePoint {
  const accuracies = [mean - 0.01, mean + 0.01];
  return {
    labeling: 'motion',
    labels,
    mode,
    mean,
    accuracies,
    low: mean - half,
    high: mean + half,
  };
}

const points = [
  ...[point(1000, 'full', 0.9), point(50, 'full', 0.6), point(200, 'full', 0.7)],
  ...[point(50, 'scratch', 0.3), point(200, 'scratch', 0.72), point(1000, 'scratch', 0.99, 0.03)],
  { ...point(50, 'lora', 0.5), labeling: 'mover' },
];
const [motion, mover] = panelsOf(points);
const lines = motion?.lines ?? [];

test('each labeling has a line for each mode that it has, by the number of labels', () => {
  expect(panelsOf(points).map(({ labeling }) => labeling)).toEqual(['motion', 'mover']);
  expect(lines.map(({ mode }) => mode)).toEqual(['full', 'scratch']);
  expect(mover?.lines.map(({ mode }) => mode)).toEqual(['lora']);
  expect(lines[0]?.points.map(({ labels }) => labels)).toEqual([50, 200, 1000]);
  expect(labelsOf(lines)).toEqual([50, 200, 1000]);
  expect(rangeOf(points)).toEqual([50, 1000]);
});

describe('the drawing', () => {
  test('has equal factors at equal distances, and shares from bottom to top', () => {
    const all = [10, 100, 1000];
    const [one = NaN, two = NaN, three = NaN] = all.map((labels) => xOf(labels, all));
    expect(two - one).toBeCloseTo(three - two, 6);
    expect(yOf(0.5)).toBeCloseTo((yOf(0) + yOf(1)) / 2, 6);
    expect(yOf(1)).toBeLessThan(yOf(0));
  });

  test('keeps within its edges', () => {
    for (const line of lines) {
      for (const { x, y } of drawLine(line, [50, 200, 1000]).places) {
        expect(x).toBeGreaterThan(EDGES.left);
        expect(x).toBeLessThan(EDGES.right);
        expect(y).toBeLessThan(SIZE.height);
      }
    }
  });

  test('sets modes apart at the same number of labels, each bar through its point', () => {
    const drawn = lines.map((line) => drawLine(line, [50, 200, 1000]));
    const [full, scratch] = drawn.map(({ places }) => places[0]?.x ?? NaN);
    expect(Math.abs((full ?? NaN) - (scratch ?? NaN))).toBeGreaterThanOrEqual(7);
    expect(drawn[0]?.bars[0]).toBe(`M${full} ${yOf(0.55)}V${yOf(0.65)}`);
    expect(drawn[0]?.path.startsWith(`M${full} ${yOf(0.6)}L`)).toBe(true);
  });

  test('puts one number of labels in the middle', () => {
    expect(xOf(50, [50])).toBeCloseTo((EDGES.left + EDGES.right) / 2, 1);
  });
});

test('pre-training helps where its interval lies above, and not where below or across', () => {
  expect(verdictsOf(lines)).toEqual([
    { labels: 50, verdict: 'better', tuned: 0.6, scratch: 0.3 },
    { labels: 200, verdict: 'unknown', tuned: 0.7, scratch: 0.72 },
    { labels: 1000, verdict: 'worse', tuned: 0.9, scratch: 0.99 },
  ]);
  expect(verdictsOf(mover?.lines ?? [])).toEqual([]);
});

test('the runs that differ most are named', () => {
  const wide = { ...point(200, 'full', 0.7), accuracies: [0.4, 0.9, 0.8] };
  expect(widestOf(panelsOf([...points, wide])[0]?.lines ?? [])).toEqual({
    labels: 200,
    mode: 'full',
    least: 0.4,
    most: 0.9,
  });
  expect(widestOf([])).toBeUndefined();
});

describe('the schema', () => {
  /** A curve as training writes it: its type is that of the writer. */
  const written: LabelCurve = {
    ...{ command: 'npm run train -- label-curve', config: LABEL_CURVE, minutes: 3, machine: 'x' },
    points: pointsOf([
      { labeling: 'motion', labels: 50, mode: 'full', seed: 1, accuracy: 0.5 },
      { labeling: 'motion', labels: 50, mode: 'full', seed: 2, accuracy: 1 },
    ]),
  };

  test('takes what training writes', () => {
    expect(labelCurve.parse(written).points).toEqual(written.points);
  });

  test.each([
    ['no points', { points: [] }],
    ['a mode that there is not', { points: [{ ...written.points[0], mode: 'magic' }] }],
    ['a share above 1', { points: [{ ...written.points[0], mean: 1.2 }] }],
    ['no seeds', { config: { ...LABEL_CURVE, seeds: undefined } }],
  ])('refuses %s', (_, change) => {
    expect(labelCurve.safeParse({ ...written, ...change }).success).toBe(false);
  });
});
