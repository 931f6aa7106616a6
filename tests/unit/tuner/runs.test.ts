import { expect, test } from 'vitest';
import {
  MOST_RUNS,
  RATES,
  START,
  lastLoss,
  nameOf,
  newRun,
  replaceRun,
  resultSentence,
  withRun,
  withSteps,
} from '../../../src/components/tuner/runs.ts';
import type { Run } from '../../../src/components/tuner/runs.ts';
import { TUNING_MODES } from '../../../src/engine/trained/jobs.ts';
import { TRAINED_LIMITS } from '../../../src/engine/trained/limits.ts';

const run = newRun(3, { ...START, mode: 'lora' }, 200);
const steps = Array.from({ length: 30 }, (_, i) => ({
  step: i + 1,
  loss: 30 - i,
  accuracy: (i + 1) % 10 === 0 ? (i + 1) / 100 : undefined,
  milliseconds: 1,
}));

test('what a run starts with is within the bounds of the engine', () => {
  const { learningRate, trainingSteps } = TRAINED_LIMITS;
  for (const mode of TUNING_MODES) {
    expect(RATES[mode]).toBeGreaterThanOrEqual(learningRate.min);
    expect(RATES[mode]).toBeLessThanOrEqual(learningRate.max);
  }
  expect(START.learningRate).toBe(RATES[START.mode]);
  expect(START.steps).toBeLessThanOrEqual(trainingSteps.max);
});

test('steps come in pieces, and accuracy now and then', () => {
  const half = withSteps(run, steps.slice(0, 15));
  const whole = withSteps(half, steps.slice(15));
  expect(half.accuracies).toEqual([{ step: 10, value: 0.1 }]);
  expect(whole.losses.map(({ step }) => step)).toEqual(steps.map(({ step }) => step));
  expect(whole.accuracies.map(({ value }) => value)).toEqual([0.1, 0.2, 0.3]);
  expect(lastLoss(whole)).toBe(5.5);
  expect(run.losses).toEqual([]);
});

test('the oldest run makes room', () => {
  const runs = [1, 2, 3, 4, 5].reduce<readonly Run[]>(
    (all, id) => withRun(all, newRun(id, START, 50)),
    [],
  );
  expect(runs).toHaveLength(MOST_RUNS);
  expect(runs.map(({ id }) => id)).toEqual([2, 3, 4, 5]);
  const newer = { ...newRun(4, START, 50), labels: 99 };
  expect(replaceRun(runs, newer).map(({ labels }) => labels)).toEqual([50, 50, 99, 50]);
  expect(replaceRun(runs, newRun(1, START, 1))).toEqual(runs);
});

test('a run is told in words', () => {
  expect(nameOf(run)).toBe('Run 3: LoRA, 200 labels');
  expect(resultSentence(run)).toBe('');
  const result = {
    ...{ file: new Uint8Array(), classes: [], steps: 12, stopped: true, accuracy: 0.5 },
    ...{ trained: 1234, total: 200_650, hiddenWords: { before: 0.5, after: 1.25 } },
  };
  expect(resultSentence({ ...run, result })).toBe(
    '50% right on held-out sentences after 12 steps. 1,234 of 200,650 numbers were trained. At hidden words, for which the reader was pre-trained, its loss is 0.500; that of this model is 1.250. It was stopped; what it had learned is kept.',
  );
});
