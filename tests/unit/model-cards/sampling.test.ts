import { expect, test } from 'vitest';
import {
  FRAME,
  drawSeries,
  followsFrom,
  panelsOf,
  xOf,
  yOf,
} from '../../../src/components/model-cards/sampling.ts';
import { sampling } from '../../../src/content/sampling.ts';
import { samplingStrings } from '../../../src/strings/en/sampling.ts';
import type { SamplingFigures } from '../../../training/video/card/sampling.ts';

const share = (value: number, apart = 0.02) => {
  return { value, count: 500, low: Math.max(0, value - apart), high: Math.min(1, value + apart) };
};
const both = (one: number, two: number) => ({ one: share(one), two: share(two) });

/** As training writes it: its type is that of the writer. */
const written: SamplingFigures = {
  ...{ command: 'x', steps: 25, guidance: 3 },
  byGuidance: [
    { guidance: 1, ...both(0.6, 0.4) },
    { guidance: 3, ...both(0.98, 0.9) },
    { guidance: 5, ...both(0.98, 0.91) },
    { guidance: 7, ...both(0.9, 0.91) },
  ],
  bySteps: [
    { steps: 8, ...both(0.98, 0.89) },
    { steps: 25, ...both(0.98, 0.9) },
  ],
  bySize: [
    { run: 'a', layers: 2, width: 8, parameters: 150_123, macs: 2.46e15, ...both(0.2, 0.1) },
    { run: 'b', layers: 5, width: 16, parameters: 1_266_848, macs: 1e16, ...both(0.98, 0.9) },
  ],
};
const panels = panelsOf(sampling.parse(written));

test('the schema takes what training writes, and no share above 1', () => {
  expect(sampling.parse(written)).toEqual(written);
  const wrong = { ...written, byGuidance: [{ guidance: 1, one: share(1), two: { value: 2 } }] };
  expect(sampling.safeParse(wrong).success).toBe(false);
});

test('what follows is told where intervals lie apart, and where they do not', () => {
  expect(panels.map(followsFrom)).toEqual([
    [
      'With guidance 1 less is right: 40.0% of clips of two things, and 90.0% with guidance 3.',
      'With guidance 7 less is right: 90.0% of clips of one thing, and 98.0% with guidance 3.',
      'Between guidance 3 and guidance 5 these clips show no difference: the intervals overlap.',
    ],
    ['Between 25 steps and 8 steps these clips show no difference: the intervals overlap.'],
    [
      'With 150,123 parameters less is right: 10.0% of clips of two things, and 90.0% with 1,266,848 parameters.',
    ],
  ]);
});

test('a comparison without what is usual is none', () => {
  const [, ...rest] = written.bySteps;
  const without = { ...written, steps: 50, bySteps: rest };
  expect(panelsOf(sampling.parse(without)).map(({ name }) => name)).toEqual(['guidance', 'size']);
});

test('sizes have further columns, in numbers that one can read', () => {
  expect(panels[2]?.more).toEqual([
    ['2 layers, width 8', '2.5 × 10¹⁵'],
    ['5 layers, width 16', '1.0 × 10¹⁶'],
  ]);
  expect(samplingStrings.tick.size(panels[2]?.points[1]?.label ?? '')).toBe('1,266');
});

test('a series is drawn between the ends of the axes, bars around its marks', () => {
  const points = panels[0]?.points ?? [];
  expect([yOf(1), yOf(0)]).toEqual([FRAME.top, FRAME.bottom]);
  const { marks, bars, line } = drawSeries('two', points);
  expect(marks).toHaveLength(4);
  expect(marks[0]?.y).toBe(yOf(0.4));
  expect(bars[0]).toBe(`M${marks[0]?.x} ${yOf(0.38)}V${yOf(0.42)}`);
  expect(line).toMatch(/^M[\d.]+ [\d.]+(L[\d.]+ [\d.]+){3}$/);
  expect(xOf(7, points)).toBeLessThan(FRAME.right);
  // 1, 3, 5, 7 stand equally far apart.
  const gaps = [3, 5, 7].map((x) => xOf(x, points) - xOf(x - 2, points));
  expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThan(0.2);
});
