import '../model/kernels/fast.ts';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { ANSWERS } from '../../../src/engine/models/multilevel.ts';
import { countParams, createRandom, recorder } from '../../../src/model/index.ts';
import { flatLogits, levelsLogits } from '../../../src/engine/trained/worker/levels.ts';
import type { FlatParams, LevelsParams } from '../../../src/engine/trained/worker/levels.ts';
import { ENGLISH, parseEnglish } from '../../../src/world/language/index.ts';
import { splitOf } from '../../../src/world/split.ts';
import { parseAnswer } from '../../../src/world/story/index.ts';
import { LENGTHS, LEVELS_RUN } from '../../../training/text/configs/levels.ts';
import { wilson } from '../../../training/text/data/interval.ts';
import { heldOutTold, levelsBatches } from '../../../training/text/data/levels.ts';
import type { Told } from '../../../training/text/data/levels.ts';
import { checkModel } from '../../../training/text/harness/check.ts';
import type { Card } from '../../../training/text/harness/card.ts';
import { lengthsJob, say } from '../../../training/text/harness/lengths-job.ts';
import type { Lengths } from '../../../training/text/harness/lengths-job.ts';
import { plotLengths } from '../../../training/text/harness/lengths-plot.ts';
import { betterOf } from '../../../training/text/models/lengths.ts';
import { whatOf } from '../../../training/text/models/levels-task.ts';
import { flatRecipe, levelsRecipe } from '../../../training/text/models/levels.ts';
import { ownFolder } from './tiny.ts';

const [levels, flat] = [levelsRecipe(), flatRecipe()];
const models = join(import.meta.dirname, '../../../public/models');
const first = (count: number) => Array.from({ length: count }, (_, i) => i);

/** A batch late enough to have every length. */
const late = (k: number) => levels.batches(LEVELS_RUN.data.growth + k);
const rowsOf = ({ rows }: Told) => rows.map((row) => ENGLISH.decode(row));

/** The splits of the things of which one sentence tells all that decides. */
function splitsOf(told: Told): string[] {
  return rowsOf(told).flatMap((row) => {
    const parsed = parseEnglish(row.join(' '));
    if (!('meaning' in parsed)) return [];
    return parsed.meaning.things.flatMap(({ color, shape, motion }) =>
      color && shape && motion ? [splitOf({ color, shape, motion })] : [],
    );
  });
}

test('both readers have one budget: the same questions, steps and rates, about as many weights', () => {
  for (const k of first(5)) expect(flat.batches(300 * k)).toEqual(levels.batches(300 * k));
  const { name: _levels, ...one } = levels.config;
  const { name: _flat, ...other } = flat.config;
  expect(one).toEqual(other);
  const random = createRandom(1);
  const ratio = countParams(levels.init(random)) / countParams(flat.init(random));
  expect(Math.abs(ratio - 1)).toBeLessThan(0.07);
});

test('both read the same words', () => {
  for (const told of late(0)) {
    const [[cls, ...question] = [], ...sentences] = rowsOf(told);
    expect(cls).toBe('[cls]');
    const line = ['[cls]', ...question, '[sep]', ...sentences.flat(), '[sep]'];
    expect(ENGLISH.decode(told.ids)).toEqual(line);
    expect(line).not.toContain('[unk]');
    expect(question.at(-1)).toBe('?');
    for (const sentence of sentences) expect(sentence.at(-1)).toBe('.');
  }
});

test('what is answered stands in the paragraph, or is not told', () => {
  const all = first(60).flatMap(late);
  for (const { label, ids, rows, at } of all) {
    const answer = ANSWERS[label] ?? 'no answer';
    if (answer === 'not told') {
      expect(at).toEqual({ row: 0, places: [0] });
      continue;
    }
    const words = ENGLISH.decode(at.places.map((place) => ids[place] ?? NaN));
    expect(parseAnswer(words)).toEqual(answer);
    expect(at.row).toBeGreaterThan(0);
    expect(ENGLISH.decode(rows[at.row] ?? []).join(' ')).toContain(words.join(' '));
  }
  const share = all.filter(({ label }) => ANSWERS[label] === 'not told').length / all.length;
  expect(share).toBeGreaterThan(0.07);
  expect(share).toBeLessThan(0.2);
});

test('training reads what is not held out, and figures what is', () => {
  const trained = first(20).flatMap(late).flatMap(splitsOf);
  expect(trained.length).toBeGreaterThan(20);
  expect(new Set(trained)).toEqual(new Set(['train']));
  for (const split of ['validation', 'test'] as const) {
    const held = heldOutTold(split, 12, 20).flatMap(splitsOf);
    expect(held.length).toBeGreaterThan(5);
    expect(new Set(held)).toEqual(new Set([split]));
  }
});

test('paragraphs of a batch have one number of sentences, which grows to the longest', () => {
  const lengthsOf = (batch: readonly Told[]) => batch.map(({ rows }) => rows.length - 1);
  const counts = first(80).map((k) => {
    const lengths = lengthsOf(late(k));
    expect(new Set(lengths).size).toBe(1);
    return lengths[0] ?? NaN;
  });
  expect(new Set(counts)).toEqual(new Set(first(11).map((n) => n + 2)));
  // What is longest grows by one sentence in growth / 10 batches.
  const longestFrom = (k: number) =>
    Math.max(...first(60).flatMap((i) => lengthsOf(levels.batches(k + i))));
  const { growth } = LEVELS_RUN.data;
  expect([0, growth / 2].map(longestFrom)).toEqual([3, 8]);
});

test('batches hold no more tokens than they may, and depend on number and seed alone', () => {
  for (const k of first(20)) {
    const sizes = late(k).map(({ ids }) => ids.length);
    expect(Math.max(...sizes) * sizes.length).toBeLessThanOrEqual(LEVELS_RUN.data.tokens);
  }
  expect(late(3)).toEqual(late(3));
  expect(late(3)).not.toEqual(late(4));
  expect(levelsBatches({ ...LEVELS_RUN.data, seed: 5 })(9)).not.toEqual(levels.batches(9));
});

test('held-out questions are always the same, and a check takes the first of them', () => {
  expect(heldOutTold('test', 4, 3)).toEqual(heldOutTold('test', 4, 9).slice(0, 3));
  expect(heldOutTold('test', 4, 3)).not.toEqual(heldOutTold('validation', 4, 3));
  const lengths = heldOutTold('test', 48, 2).map(({ rows }) => rows.length);
  expect(lengths).toEqual([49, 49]);
});

/** −ln of how much head 0 of a layer looks from [cls] at some places, the mean over those. */
function lookLoss(data: Float32Array, places: readonly number[]): number {
  return -places.reduce((sum, s) => sum + Math.log(data[s] ?? NaN), 0) / places.length;
}

const asked = late(1).find(
  ({ label, at }) => ANSWERS[label] !== 'not told' && at.places.length > 1,
);
if (!asked) throw new Error('no such question');

test.each([
  ['levels', levels, 'sentences.2.self.pattern', [asked.at.row]],
  ['flat', flat, 'layers.3.self.pattern', asked.at.places],
] as const)(
  'the loss is that of the answer and of the look, on %s',
  (name, recipe, pattern, places) => {
    const params = recipe.init(createRandom(2));
    const { tap, tensors } = recorder();
    const logits =
      name === 'levels'
        ? levelsLogits(params as LevelsParams, [asked.rows], tap)
        : flatLogits(params as FlatParams, [asked.ids], tap);
    const chance = tf.softmax(logits).dataSync()[asked.label] ?? NaN;
    const data = tensors.find((tensor) => tensor.name === pattern)?.data ?? new Float32Array();
    const before = tf.memory().numTensors;
    const loss = tf.tidy(
      () => recipe.loss(params as never, [asked], createRandom(1)).dataSync()[0],
    );
    expect(tf.memory().numTensors).toBe(before);
    expect(loss).toBeCloseTo(lookLoss(data, places) - Math.log(chance), 3);
  },
);

test('validation decides by what is trained for; the card has every length', () => {
  const params = levels.init(createRandom(2));
  const names = (split: 'validation' | 'test') =>
    levels.measure(params, split, 1).map(({ what }) => what);
  expect(names('validation')).toEqual(['2 to 12', 2, 4, 8, 12].map(whatOf));
  expect(names('test')).toEqual(['2 to 12', ...LENGTHS].map(whatOf));
  const [all, ...each] = levels.measure(params, 'validation', 5);
  expect(all?.count).toBe(20);
  const hits = each.reduce((sum, { value, count }) => sum + value * count, 0);
  expect((all?.value ?? NaN) * 20).toBeCloseTo(hits, 6);
});

test('intervals are Wilson’s', () => {
  // R: prop.test(81, 263, correct = FALSE)$conf.int, an example of Newcombe 1998, table I
  const { low, high } = wilson(81 / 263, 263);
  expect([low, high].map((x) => Number(x.toFixed(4)))).toEqual([0.2553, 0.3662]);
  expect(wilson(0, 20).low).toBe(0);
  expect(wilson(0, 20).high).toBeCloseTo(0.1611, 4);
  expect(wilson(1, 29).high).toBe(1);
});

const point = (sentences: number, accuracy: number, macs: number) => ({
  ...{ sentences, accuracy, ...wilson(accuracy, 400), count: 400, macs, attention: 1 },
});

test('one is better only where the intervals lie apart', () => {
  expect(betterOf(point(2, 0.9, 1), point(2, 0.5, 1))).toBe('first');
  expect(betterOf(point(2, 0.5, 1), point(2, 0.9, 1))).toBe('second');
  expect(betterOf(point(2, 0.9, 1), point(2, 0.89, 1))).toBeUndefined();
  const lines = say({
    ...{ command: '', trained: 12, levels: [point(2, 0.5, 2e6)] },
    flat: [point(2, 0.9, 3e6)],
  });
  expect(lines).toEqual([
    '2 sentences: multi-level 50.0 % (45.1 to 54.9), 2.00 M multiply-accumulates; flat 90.0 % (86.7 to 92.6), 3.00 M multiply-accumulates, 1.5 times as many; flat is better',
  ]);
});

test('the drawing has what it was given, up to scale', () => {
  const svg = plotLengths([{ label: 'one', points: [point(2, 1, 1e6), point(48, 0, 1e8)] }], 12);
  const lines = [...svg.matchAll(/<polyline points="([^"]+)"/g)].map(([, places]) => places);
  // accuracy from 1 at the top of the frame to 0 at its end; macs two powers of ten, the other way
  expect(lines).toEqual(['69.3,44 468,216', '69.3,466 468,294']);
  expect(svg).toContain('prefers-color-scheme:dark');
});

/** Cards of both, of runs that never were. */
function placesOf(accuracy: number) {
  const root = ownFolder();
  for (const { config } of [levels, flat]) {
    const figures = LENGTHS.map((n) => ({ what: whatOf(n), value: accuracy, count: 400 }));
    const samples = { ...config.samples, test: 3 };
    const card = { name: config.name, config: { ...config, samples }, figures };
    mkdirSync(join(root, config.name));
    writeFileSync(join(root, config.name, 'card.json'), JSON.stringify(card));
  }
  return { run: root, models: root, manifest: join(root, 'manifest.json') };
}

test('the curve is what the cards say, and a check sees when it is not', async () => {
  const places = placesOf(0.75);
  expect(await lengthsJob.check(places)).toBe(false);
  await lengthsJob.train(places, { resume: false });
  const path = join(places.models, 'multilevel', 'lengths.json');
  const {
    levels: points,
    flat: others,
    trained,
  } = JSON.parse(readFileSync(path, 'utf8')) as Lengths;
  expect(trained).toBe(12);
  expect(points.map(({ sentences }) => sentences)).toEqual(LENGTHS);
  points.forEach((one, i) => {
    expect(one).toMatchObject({ accuracy: 0.75, count: 400, ...wilson(0.75, 400) });
    expect(one.macs).toBeLessThan(others[i]?.macs ?? 0);
    expect(one.attention).toBeLessThan(one.macs);
  });
  expect(await lengthsJob.check(places)).toBe(true);
  writeFileSync(path, readFileSync(path, 'utf8').replace('0.75', '0.76'));
  expect(await lengthsJob.check(places)).toBe(false);
});

const isShipped = (name: string) => existsSync(join(models, name, 'card.json'));

/** What ships, measured again on a few questions a length. */
test.each([levels, flat].filter(({ config }) => isShipped(config.name)))(
  'the card of $config.name holds on a few questions',
  (recipe) => {
    const { name, samples } = recipe.config;
    const card = JSON.parse(readFileSync(join(models, name, 'card.json'), 'utf8')) as Card;
    expect(card.figures.map(({ what }) => what)).toEqual(['2 to 12', ...LENGTHS].map(whatOf));
    for (const { count } of card.figures) expect(count).toBeGreaterThanOrEqual(300);
    const config = { ...recipe.config, samples: { ...samples, check: 6 } };
    const { problem, figures } = checkModel({ ...recipe, config } as never, models);
    expect(problem).toBeUndefined();
    expect(figures.filter(({ agrees }) => !agrees)).toEqual([]);
  },
);
