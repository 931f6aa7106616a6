import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HELD_OUT } from '../../../src/components/tuner/examples.ts';
import { RATES, START, resultSentence } from '../../../src/components/tuner/runs.ts';
import { tuningRuns } from '../../../src/content/tuning-runs.ts';
import { TUNING_MODES } from '../../../src/engine/trained/jobs.ts';

const { runs } = tuningRuns.parse(
  JSON.parse(readFileSync('public/models/tuning-runs.json', 'utf8')),
);

test('there is a run of each mode, with the settings that the lab begins with', () => {
  expect(runs.map(({ settings }) => settings)).toEqual(
    TUNING_MODES.map((mode) => ({ ...START, mode, learningRate: RATES[mode] })),
  );
  for (const { id } of runs) expect(id).toBe(runs.findIndex((one) => one.id === id) + 1);
});

test.each(runs)('the run $settings.mode is whole', (run) => {
  const { losses, accuracies, labels, result } = run;
  expect(losses.map(({ step }) => step)).toEqual(
    Array.from({ length: START.steps }, (_, i) => i + 1),
  );
  expect(labels).toBe(START.count);
  expect(accuracies.at(-1)).toEqual({ step: START.steps, value: result.accuracy });
  for (const { value } of accuracies) {
    expect(value * HELD_OUT).toBeCloseTo(Math.round(value * HELD_OUT));
  }
  expect(resultSentence(run)).not.toMatch(/NaN|undefined/);
});

test('what is frozen is not forgotten, and few of its numbers are trained', () => {
  const of = (mode: string) => {
    const run = runs.find(({ settings }) => settings.mode === mode);
    if (!run) throw new Error(mode);
    return run.result;
  };
  expect(of('frozen').hiddenWords.after).toBe(of('frozen').hiddenWords.before);
  expect(of('full').hiddenWords.after).toBeGreaterThan(of('full').hiddenWords.before);
  expect(of('frozen').trained).toBeLessThan(of('lora').trained);
  expect(of('lora').trained).toBeLessThan(of('full').trained);
});
