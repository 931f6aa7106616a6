import { describe, expect, test } from 'vitest';
import type { Model, Settings } from '../../../src/components/stepper/state.ts';
import { LIMITS } from '../../../src/engine/limits.ts';
import { evaluate } from '../../../src/model/steps/index.ts';
import { textNote, textProblem } from '../../../src/components/stepper/check.ts';
import type { ToldStep } from '../../../src/components/stepper/instrument.ts';
import { pack, unpack } from '../../../src/components/stepper/pack.ts';
import {
  askedRow,
  shapeChoices,
  tokenChoices,
  whyToken,
} from '../../../src/components/stepper/predict.ts';
import { explainPlace, litPlaces, sliceOfStep } from '../../../src/components/stepper/probe.ts';
import { readFrom, recordOf } from '../../../src/components/stepper/shown.ts';
import type { Shown } from '../../../src/components/stepper/shown.ts';
import { shownOf } from './jobs.ts';

const cases: [name: string, model: Model, change: Partial<Settings>][] = [
  ['attention', 'attention', {}],
  ['attention, one token', 'attention', { text: 'hi' }],
  ['attention, causal, padded', 'attention', { causal: true, padding: 3, temperature: 0.5 }],
  ['attention, four heads', 'attention', { heads: 4, positions: false }],
  ['encoder', 'encoder', { heads: 2 }],
  ['encoder, pre-norm', 'encoder', { norm: 'pre', causal: true }],
  ['decoder', 'decoder', { causal: true, padding: 2 }],
  ['decoder, leaking', 'decoder', { heads: 2, norm: 'pre', positions: false }],
  ['DiT block', 'dit-block', { heads: 2 }],
  ['DiT block, as at initialization', 'dit-block', { zero: true, positions: false, frames: 1 }],
  ['DiT block, one word', 'dit-block', { text: 'hi', time: 0 }],
  ['decoder, one token', 'decoder', { text: 'hi', source: 'du' }],
];

const stepOf = (shown: Shown, kind: string): ToldStep => {
  const step = shown.steps.find((one) => one.kind === kind);
  if (!step) throw new Error(kind);
  return step;
};

describe.each(cases)('%s', (_, model, change) => {
  const shown = shownOf(model, change);

  test('every step has a record, a sentence without holes, and a focus that it explains', () => {
    for (const step of shown.steps) {
      const heads = step.shape.includes('H') ? shown.job.heads : 1;
      for (let head = 0; head < heads; head++) {
        expect(step.sentence(shown, head)).not.toMatch(/NaN|undefined|“”/);
        const slice = sliceOfStep(shown, step.name, head);
        const place = step.focus(shown, slice);
        const explanation = explainPlace(step, shown, slice, place);
        const value = slice.data[place.row * slice.columns + place.column] ?? NaN;
        expect(evaluate(explanation, readFrom(shown))).toBeCloseTo(value, 4);
      }
    }
  });

  test('shapes to choose from: four or fewer sizes, all different, one right', () => {
    for (const step of shown.steps) {
      const choices = shapeChoices(step, shown);
      const right = choices.filter((choice) => choice.right);
      expect(right.map(({ sizes }) => sizes)).toEqual([recordOf(shown, step.name).shape]);
      expect(right[0]?.letters).toEqual(step.shape);
      const sizes = choices.map((choice) => choice.sizes.join());
      expect(new Set(sizes).size).toBe(sizes.length);
      expect(sizes.length).toBeLessThanOrEqual(4);
      expect(sizes.length).toBeGreaterThan(1);
    }
  });
});

test('the token to predict is the one with the largest weight and the largest allowed score', () => {
  const shown = shownOf('attention', { causal: true, padding: 2, heads: 2, seed: 3 });
  const [pattern, scores] = [stepOf(shown, 'pattern'), stepOf(shown, 'scores')];
  const row = askedRow(pattern, shown.job);
  expect(row).toBe(4);
  for (const head of [0, 1]) {
    const weights = sliceOfStep(shown, pattern.name, head);
    const own = Array.from(weights.data.slice(row * weights.columns, (row + 1) * weights.columns));
    const best = own.indexOf(Math.max(...own));
    const choices = tokenChoices(pattern, shown, head);
    expect(choices.filter(({ right }) => right)).toEqual([{ key: best, right: true }]);
    const why = whyToken(pattern, shown, head);
    expect(why.winner).toBe(best);
    expect(why.score).toBe(sliceOfStep(shown, scores.name, head).data[row * 7 + best]);
    expect(why.score).toBeGreaterThan(why.runnerUp ?? Infinity);
  }
});

test('nobody is asked what nobody can tell', () => {
  const shown = shownOf('attention', { text: 'same same same', positions: false });
  expect(tokenChoices(stepOf(shown, 'pattern'), shown, 0)).toEqual([]);
});

test('a score lights one row of the queries and one of the keys', () => {
  const shown = shownOf('attention', { heads: 2 });
  const scores = stepOf(shown, 'scores');
  const slice = sliceOfStep(shown, scores.name, 1);
  const explanation = explainPlace(scores, shown, slice, { row: 2, column: 3 });
  const lit = (name: string, head: number) => [
    ...litPlaces(explanation, sliceOfStep(shown, name, head)),
  ];
  expect(lit('attention.query', 1)).toEqual(['2,0', '2,1', '2,2', '2,3']);
  expect(lit('attention.key', 1)).toEqual(['3,0', '3,1', '3,2', '3,3']);
  expect(lit('attention.key', 0)).toEqual([]);
});

test('a packed trace unpacks to the same numbers, but for the sixth digit', () => {
  const edges = { name: 'edges', shape: [3], data: Float32Array.of(0, -Infinity, 1.9999999) };
  const tensors = [...shownOf('attention').records.values(), edges];
  const trace = unpack(
    pack({ tensors, weights: [], milliseconds: 1, backend: 'cpu', tensorsLeft: 0 }),
  );
  const shapes = tensors.map(({ name, shape }) => ({ name, shape }));
  expect(trace.tensors.map(({ name, shape }) => ({ name, shape }))).toEqual(shapes);
  const wanted = tensors.flatMap(({ data }) => [...data]);
  const got = trace.tensors.flatMap(({ data }) => [...data]);
  expect(got).toHaveLength(wanted.length);
  got.forEach((number, i) => {
    const exact = wanted[i] ?? NaN;
    const off = number === exact ? 0 : Math.abs(number - exact);
    expect(off).toBeLessThanOrEqual(Math.abs(exact) * 2 ** -16);
  });
});

test('a view into a larger array is packed as what it shows', () => {
  const data = Float32Array.of(1, 2, 3, 4).subarray(1, 3);
  const packed = pack({
    tensors: [{ name: 'v', shape: [2], data }],
    weights: [],
    milliseconds: 1,
    backend: 'cpu',
    tensorsLeft: 0,
  });
  expect([...(unpack(packed).tensors[0]?.data ?? [])]).toEqual([2, 3]);
});

test.each([
  ['', 'no token'],
  [' \n\t', 'no token'],
  ['x'.repeat(LIMITS.characters.max + 1), '601 characters'],
  ['a '.repeat(LIMITS.tokens.max + 1), '25 tokens'],
  ['y'.repeat(41), '41 characters'],
])('a text that does not fit is refused: %#', (text, why) => {
  expect(textProblem(text)).toContain(why);
});

test.each([
  ['<b>bold</b>', 'Markup'],
  ['a 😀', 'emoji'],
  ['一个红圆', 'Chinese'],
  ['שלום', 'reading order'],
])('a text that may surprise is explained: %s', (text, note) => {
  expect(textProblem(text)).toBeUndefined();
  expect(textNote(text)).toContain(note);
});

test('plain words need no note', () => {
  expect(textNote('A small red circle, moving.')).toBeUndefined();
});
