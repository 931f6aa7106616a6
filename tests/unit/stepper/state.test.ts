import { expect, test } from 'vitest';
import { flatten } from '../../../src/model/params.ts';
import { initJob } from '../../../src/engine/run.ts';
import {
  fittingHeads,
  headChoices,
  startState,
  stepNames,
  toJob,
  withEdit,
  withSettings,
} from '../../../src/components/stepper/state.ts';
import { instrumentOf } from '../../../src/components/stepper/instruments.ts';
import { weightShapes } from '../../../src/components/stepper/weights.ts';
import './jobs.ts';
import { settingsOf } from './jobs.ts';

test('a lesson can start at a step, by its name or the end of it', () => {
  const at = (step?: string) => startState(instrumentOf('encoder'), settingsOf(), step).step;
  expect(at()).toBe('embedding');
  expect(at('scores')).toBe('encoder.0.self.scores');
  expect(at('encoder.0.norm1')).toBe('encoder.0.norm1');
  expect(at('nothing')).toBe('embedding');
});

test('a step that a setting removes gives way to the next one', () => {
  const masked = startState(instrumentOf('attention'), settingsOf({ causal: true }), 'mask');
  expect(masked.step).toBe('attention.mask');
  expect(withSettings(instrumentOf('attention'), masked, { causal: false }).step).toBe(
    'attention.pattern',
  );
  const placed = startState(instrumentOf('attention'), settingsOf(), 'positions');
  expect(withSettings(instrumentOf('attention'), placed, { positions: false }).step).toBe('x');
});

test('an edited row of the source belongs to its word', () => {
  const decoder = instrumentOf('decoder');
  const edit = { name: 'source.table', index: [2, 0], value: 2 };
  const state = withEdit(startState(decoder, settingsOf()), edit);
  const edits = (change: object) => withSettings(decoder, state, change).edits;
  expect(edits({ text: 'other words' })).toEqual([edit]);
  expect(edits({ source: 'le grand cercle' })).toEqual([edit]);
  expect(edits({ source: 'un petit carré' })).toEqual([]);
});

test('a step that stays is kept by name', () => {
  const scores = startState(instrumentOf('attention'), settingsOf(), 'scores');
  expect(withSettings(instrumentOf('attention'), scores, { causal: true }).step).toBe(
    'attention.scores',
  );
});

test('fewer heads bring the chosen head back into range', () => {
  const state = { ...startState(instrumentOf('attention'), settingsOf({ heads: 4 })), head: 3 };
  expect(withSettings(instrumentOf('attention'), state, { heads: 2 }).head).toBe(1);
});

test('a weight is set once a cell', () => {
  const edit = { name: 'attention.query.weight', index: [0, 1], value: 2 };
  const once = withEdit(startState(instrumentOf('attention'), settingsOf()), edit);
  const twice = withEdit(once, { ...edit, value: 3 });
  expect(twice.edits).toEqual([{ ...edit, value: 3 }]);
  expect(withEdit(twice, { ...edit, index: [1, 0] }).edits).toHaveLength(2);
});

test('edits are dropped when their weight is another one', () => {
  const weight = { name: 'attention.query.weight', index: [0, 1], value: 2 };
  const row = { name: 'embedding.table', index: [1, 0], value: 2 };
  const state = withEdit(
    withEdit(startState(instrumentOf('attention'), settingsOf()), weight),
    row,
  );
  const edits = (change: object) => withSettings(instrumentOf('attention'), state, change).edits;
  expect(edits({ seed: 9 })).toEqual([weight, row]);
  expect(edits({ text: 'a small cat' })).toEqual([weight, row]);
  expect(edits({ text: 'a large red circle moves' })).toEqual([weight]);
  expect(edits({ width: 16 })).toEqual([]);
});

test('an edited row of padding stays only where it is', () => {
  const padded = startState(instrumentOf('attention'), settingsOf({ padding: 2 }));
  const row = { name: 'embedding.table', index: [6, 0], value: 2 };
  const state = withEdit(padded, row);
  const edits = (change: object) => withSettings(instrumentOf('attention'), state, change).edits;
  expect(edits({ seed: 1 })).toEqual([row]);
  expect(edits({ padding: 1 })).toEqual([]);
  expect(edits({ text: 'a small red' })).toEqual([]);
});

test('heads divide the width', () => {
  expect(headChoices(4)).toEqual([1, 2, 4]);
  expect([fittingHeads(4, 8), fittingHeads(16, 8), fittingHeads(8, 1)]).toEqual([4, 8, 1]);
});

test.each(['attention', 'encoder', 'decoder', 'dit-block'] as const)(
  'the weights of the %s job have these shapes',
  (model) => {
    const job = toJob(model, settingsOf({ padding: 2, width: 16 }), []);
    const real = flatten(initJob(job)).map(([name, { shape }]) => [name, shape]);
    expect([...weightShapes(job)]).toEqual(real);
  },
);

test('the steps of a state are those of its job', () => {
  expect(stepNames(instrumentOf('attention'), settingsOf({ positions: false }))).toEqual([
    'embedding',
    'x',
    'attention.query',
    'attention.key',
    'attention.value',
    'attention.scores',
    'attention.pattern',
    'attention.mix',
    'attention.joined',
    'attention.output',
  ]);
});
