import { expect, test } from 'vitest';
import { thinLog } from '../../../training/text/harness/log.ts';
import { plotLoss } from '../../../training/text/harness/plot.ts';

const steps = Array.from({ length: 100 }, (_, i) => ({
  step: i + 1,
  loss: i < 50 ? 4 : 0.05,
  gradientNorm: i,
  learningRate: 0.001,
  milliseconds: 10,
}));
const measured = { step: 37, figures: [{ what: 'right', value: 0.5, count: 10 }] };

test('a thin log has the means of its stretches, and all that was measured', () => {
  const thin = thinLog([...steps.slice(0, 37), measured, ...steps.slice(37)], 4);
  expect(thin.map(({ step }) => step)).toEqual([25, 37, 50, 75, 100]);
  expect(thin[0]).toMatchObject({ loss: 4, gradientNorm: 12, milliseconds: 10 });
  expect(thin[1]).toEqual(measured);
});

test('a log that is short already stays whole', () => {
  expect(thinLog(steps.slice(0, 3), 10)).toEqual(steps.slice(0, 3));
});

test('what is left over after equal stretches is a stretch of its own', () => {
  expect(thinLog(steps.slice(0, 7), 3).map(({ step }) => step)).toEqual([3, 6, 7]);
});

test('a plot has every loss at its place on a scale of powers of ten', () => {
  const svg = plotLoss('Loss of x', steps);
  const points =
    /points="([^"]*)"/
      .exec(svg)?.[1]
      ?.split(' ')
      .map((pair) => pair.split(',')) ?? [];
  expect(points).toHaveLength(100);
  const heights = [points[0]?.[1], points[99]?.[1]].map(Number);
  // From 10 to 0.01 on 24 to 210: log10(4) and log10(0.05), by hand.
  expect(heights).toEqual([48.7, 166.7]);
  expect(points[99]?.[0]).toBe('468');
  for (const label of ['>10<', '>1<', '>0.1<', '>0.01<', '>step 100<'])
    expect(svg).toContain(label);
});

test('no mark of a plot is too long for its margin, however small the loss', () => {
  const far = steps.map((step) => ({ ...step, loss: step.step < 50 ? 20_000 : 3e-11 }));
  const svg = plotLoss('Loss of x', far);
  const marks = [...svg.matchAll(/text-anchor="end">([^<]*)</g)].map(([, mark = '']) => mark);
  expect(marks).toEqual(
    expect.arrayContaining(['10⁵', '1000', '0.001', '10⁻⁴', '10⁻¹¹', 'step 100']),
  );
  const heights = marks.filter((mark) => !mark.startsWith('step'));
  expect(Math.max(...heights.map((mark) => mark.length))).toBeLessThanOrEqual(5);
});
