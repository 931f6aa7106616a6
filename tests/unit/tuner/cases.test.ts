import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ID, caseLink, settingsInWords } from '../../../src/components/tuner/cases.ts';
import { followLink } from '../../../src/components/tuner/link.ts';
import { START } from '../../../src/components/tuner/runs.ts';
import { labPages } from '../../../src/content/course.ts';
import { tuningRuns } from '../../../src/content/tuning-runs.ts';
import type { TuningMode } from '../../../src/engine/trained/jobs.ts';
import { tunerStrings } from '../../../src/strings/en/tuner.ts';

const { runs } = tuningRuns.parse(
  JSON.parse(readFileSync('public/models/tuning-runs.json', 'utf8')),
);
const HREF = '../../fine-tuning/';

test('the lab has a page, where it is called what links call it', () => {
  expect(labPages).toContain('labs/fine-tuning');
  const page = readFileSync('src/content/docs/labs/fine-tuning.mdx', 'utf8');
  expect(page).toContain(`<Tuner id="${ID}" />`);
});

test('every recorded run is a case, in this order, and there is no other', () => {
  expect(runs.map(({ settings }) => settings.mode)).toEqual(Object.keys(tunerStrings.cases));
});

describe.each(runs)('the case $settings.mode', ({ settings }) => {
  test('has a link that restores exactly its settings', () => {
    const link = caseLink(HREF, settings);
    expect(link.startsWith(HREF)).toBe(true);
    const read = followLink(ID, link.slice(HREF.length));
    expect(read ?? { settings: START, leftOut: [] }).toEqual({ settings, leftOut: [] });
  });

  test('says all of its settings that make a difference', () => {
    const { task, mode, count, learningRate, steps, seed } = settings;
    const words = settingsInWords(settings).replaceAll('\u00a0', ' ').split(' · ');
    expect(words).toEqual([
      `Labels: ${tunerStrings.tasks[task]}`,
      `Labeled sentences: ${count}`,
      `What is trained: ${tunerStrings.modes[mode]}`,
      ...(mode === 'lora' ? [`Rank R: ${settings.rank}`] : []),
      `Learning rate: ${learningRate}`,
      `Steps: ${steps}`,
      `Seed: ${seed}`,
    ]);
  });
});

test('what the names of cases say is so', () => {
  const of = (wanted: TuningMode) => {
    const run = runs.find(({ settings: { mode } }) => mode === wanted);
    if (!run) throw new Error(wanted);
    const { accuracy, hiddenWords, trained, total, classes } = run.result;
    const { before, after } = hiddenWords;
    return {
      accuracy,
      forgotten: after - before,
      part: trained / total,
      chance: 1 / classes.length,
    };
  };
  const [full, frozen, lora, scratch] = [of('full'), of('frozen'), of('lora'), of('scratch')];
  for (const { accuracy, chance } of [full, lora, scratch]) {
    expect(accuracy).toBeGreaterThan(3 * chance);
  }
  expect(full.forgotten).toBeGreaterThan(0);
  expect(frozen.forgotten).toBe(0);
  expect(frozen.accuracy).toBeLessThan(2 * frozen.chance);
  expect(lora.part).toBeLessThan(0.05);
  expect(lora.accuracy).toBeGreaterThanOrEqual(full.accuracy);
  expect(scratch.forgotten).toBeGreaterThan(5 * full.forgotten);
});
