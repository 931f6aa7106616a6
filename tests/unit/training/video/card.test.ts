import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { card as schema } from '../../../../src/content/card.ts';
import { ditMacs } from '../../../../src/model/index.ts';
import { POCKET_SORA } from '../../../../src/engine/models/config.ts';
import { soraCard } from '../../../../training/video/card/card.ts';
import { gridOf, trainingMacs } from '../../../../training/video/card/compute.ts';
import { reconstruction } from '../../../../training/video/card/figures.ts';
import { chooseGuidance, judgedOf, tried } from '../../../../training/video/card/judgments.ts';
import { readRun, readRuns } from '../../../../training/video/card/runs.ts';
import { samplingFigures } from '../../../../training/video/card/sampling.ts';
import { ownFolder } from '../tiny.ts';
import { LINES, linesOf } from './lines.ts';
import { writeRuns } from './runs.ts';

function runs() {
  const folder = ownFolder();
  writeRuns(folder);
  return readRuns(folder);
}

describe('a run', () => {
  it('is read from its log, with the time of a step, and all it ran on', () => {
    const { steps, minutes, devices, lines } = runs().dit;
    expect({ steps, minutes, devices }).toEqual({
      ...{ steps: 20, minutes: 2, devices: ['a CPU', 'one GPU'] },
    });
    const step = { gradientNorm: 2, learningRate: 0.1 };
    expect(lines).toEqual([
      { step: 10, loss: 1, ...step, milliseconds: 500 },
      { step: 20, loss: 0.5, ...step, milliseconds: 11500 },
      { step: 20, figures: [{ what: 'x', value: 0.5, count: 8 }] },
    ]);
  });

  it('is refused without a step', () => {
    const folder = ownFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'log.jsonl'), '{"step":0,"about":{"device":"x"}}\n');
    expect(() => readRun(folder)).toThrow(/Train first/);
  });
});

describe('training compute', () => {
  it('takes the grid from the name of a set', () => {
    expect(gridOf('train-a-9x24x40/latents')).toEqual({ frames: 3, rows: 3, columns: 5 });
    expect(gridOf('train-a-9x32x32/latents-5')).toEqual({ frames: 2, rows: 4, columns: 4 });
    expect(() => gridOf('train-a')).toThrow(/wanted a set/);
  });

  it('is three passes over as many samples as have the tokens of a step', () => {
    const { config } = runs().dit;
    const data = { 'a-9x32x32/latents': 1, 'a-1x32x32/latents': 1 };
    const run = { ...config, data, tokens: 100, steps: 10, imagesFirst: 4 };
    const macs = (frames: number) =>
      ditMacs(POCKET_SORA.dit, { frames, rows: 4, columns: 4 }, { textTokens: 17 });
    // 2 clips of 48 tokens, or 6 images of 16; images alone for 4 steps.
    const [clips, images] = [2 * macs(3), 6 * macs(1)];
    expect(trainingMacs(run, 17)).toBeCloseTo(3 * (4 * images + 6 * ((clips + images) / 2)), -1);
  });
});

describe('what was judged', () => {
  it('is found by how it was sampled, or it is said what to do', () => {
    expect(judgedOf(LINES, { guidance: 3, steps: 4 }).one.all).toBe(0.5);
    expect(judgedOf(LINES, { guidance: 3, run: 'dit-small' }).two.all).toBe(0.4);
    expect(() => judgedOf(LINES, { guidance: 9, known: 1 })).toThrow(
      'sh training/video/judge.sh dit test-9x32x32 600 25 9 1',
    );
    expect(tried(LINES, 'guidance', {})).toEqual([1, 3]);
    expect(tried(LINES, 'steps', { guidance: 3 })).toEqual([4, 25]);
  });

  it('chooses the guidance that did best, and of equals the first that was sampled with', () => {
    expect(chooseGuidance(LINES)).toEqual({ guidance: 3, among: [1, 3] });
    const better = [...LINES, ...linesOf([1, 0.9], { guidance: 5 })];
    expect(chooseGuidance(better).guidance).toBe(5);
    const equal = [...LINES, ...linesOf([1, 0.8], { guidance: 2 })];
    expect(chooseGuidance(equal)).toEqual({ guidance: 3, among: [1, 2, 3] });
    expect(() => chooseGuidance([])).toThrow(/empty/);
  });
});

describe('the card', () => {
  const made = () => soraCard(LINES, runs());

  it('has figures by prompts, attributes, sizes, and what was given', () => {
    const card = made();
    expect(card.figures.slice(0, 2)).toEqual([
      { what: 'one thing: all right', value: 1, count: 100, bar: 0.85 },
      { what: 'two things: all right', value: 0.8, count: 100, bar: 0.6 },
    ]);
    const value = (what: string) => card.figures.find((one) => one.what === what)?.value;
    expect(value('two things: size of the second')).toBe(0.8);
    expect(value('two things: number of things')).toBe(1);
    expect(value('single frame, two things: all right')).toBe(0.4);
    expect(value('image → video, the first frame given, two things: all right')).toBe(0.8);
  });

  it('tells the parts, the time of all, and the machines', () => {
    const card = made();
    expect(card.parts?.map(({ steps, minutes }) => [steps, minutes])).toEqual(
      Array(3).fill([20, 2]),
    );
    expect(card).toMatchObject({ minutes: 6, steps: 20, machine: 'a CPU; one GPU' });
    expect(card.parameters).toBe((card.parts?.[0]?.parameters ?? 0) + 1_266_848);
  });

  it('computes its notes from the figures', () => {
    const notes = made().notes.join('\n');
    expect(notes).toContain('guidance 3: none of 1 did better');
    expect(notes).toContain('Of 100 prompts with one thing none failed; with 95 % confidence');
    expect(notes).toContain('what fails most often is the size of the second: 20.0 %');
    expect(notes).toContain('single frame, two things: 40.0 % instead of 80.0 %');
    expect(notes).not.toContain('single frame, one thing');
    expect(notes).not.toContain('misses its goal');
    const missed = LINES.map((line) => ({ ...line, all: line.all / 2 }));
    expect(soraCard(missed, runs()).notes.join('\n')).toContain(
      'With two things it misses its goal: 40.0 % of 60.0 %.',
    );
  });

  it('is what the page reads, decibels too', () => {
    const card = made();
    const figures = [reconstruction([30, 34]), ...card.figures];
    expect(figures[0]).toMatchObject({ value: 32, deviation: 2, count: 2, unit: 'decibels' });
    const whole = { ...card, figures, bytes: 1, sha256: '0'.repeat(64) };
    expect(schema.parse(whole).figures[0]).toMatchObject({ unit: 'decibels', value: 32, bar: 30 });
  });
});

it('the sampling figures compare guidance, steps and sizes, with intervals', () => {
  const figures = samplingFigures(LINES, runs(), 3, 17);
  expect(figures.byGuidance.map(({ guidance, two }) => [guidance, two.value])).toEqual([
    [1, 0.3],
    [3, 0.8],
  ]);
  expect(figures.bySteps.map(({ steps }) => steps)).toEqual([4, 25]);
  expect(figures.bySize.map(({ run }) => run)).toEqual(['dit-tiny', 'dit-small', 'dit']);
  const macs = figures.bySize.map((size) => size.macs);
  expect(macs).toEqual(macs.toSorted((a, b) => a - b));
  // Wilson's interval of 80 of 100.
  expect(figures.bySize[2]?.two.low).toBeCloseTo(0.7112, 3);
  expect(figures.bySize[2]?.two.high).toBeCloseTo(0.8666, 3);
});
