import '../model/kernels/backend.ts';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { disposeTraining, readSafetensors } from '../../../src/model/index.ts';
import type { ModelFile } from '../../../src/engine/models/manifest.ts';
import { compareFigure } from '../../../training/text/harness/card.ts';
import type { Card } from '../../../training/text/harness/card.ts';
import { checkModel } from '../../../training/text/harness/check.ts';
import { publish } from '../../../training/text/harness/publish.ts';
import { runRecipe } from '../../../training/text/harness/run.ts';
import { sayCompared } from '../../../training/text/harness/say.ts';
import { ownFolder, tiny } from './tiny.ts';

/** A run of the tiny recipe, published. */
async function published(recipe = tiny, steps?: number) {
  const folder = ownFolder();
  const places = { run: folder, models: join(folder, 'models'), manifest: join(folder, 'm.json') };
  const training = await runRecipe(recipe, { folder, resume: false, steps });
  const card = publish(recipe, training, places);
  disposeTraining(training);
  return { card, places, model: join(places.models, 'tiny') };
}

test('the card tells of the file that ships', async () => {
  const { card, model, places } = await published();
  const file = readFileSync(join(model, 'weights.safetensors'));
  expect(JSON.parse(readFileSync(join(model, 'card.json'), 'utf8')) as Card).toEqual(card);
  expect(card.bytes).toBe(file.length);
  expect(card.sha256).toBe(createHash('sha256').update(file).digest('hex'));
  expect(card.parameters).toBe(3);
  expect(card.figures).toMatchObject([{ what: 'larger', count: 400, bar: 0.9 }]);
  expect(card.figures[0]?.value).toBeGreaterThan(0.9);
  expect([...readSafetensors(file).tensors.values()].map(({ dtype }) => dtype)).toEqual([
    'F16',
    'F16',
  ]);
  expect(readFileSync(join(model, 'loss.svg'), 'utf8')).toContain('step 40');
  expect(JSON.parse(readFileSync(places.manifest, 'utf8'))).toEqual([
    {
      name: 'tiny',
      path: 'models/tiny/weights.safetensors',
      bytes: card.bytes,
      sha256: card.sha256,
      version: card.sha256.slice(0, 12),
    },
  ]);
});

test('the card has the command that trains so again', async () => {
  expect((await published()).card).toMatchObject({ command: 'npm run train -- tiny', steps: 40 });
  const early = await published(tiny, 30);
  expect(early.card).toMatchObject({ command: 'npm run train -- tiny --steps 30', steps: 30 });
});

test('a check compares each figure with its own', async () => {
  const measure: typeof tiny.measure = (...input) => [
    ...tiny.measure(...input),
    { what: 'half', value: 0.5, count: 100 },
  ];
  const { places } = await published({ ...tiny, measure });
  const { figures } = checkModel({ ...tiny, measure }, places.models);
  expect(figures.map(({ what, card, agrees }) => [what, card.what, agrees])).toEqual([
    ['larger', 'larger', true],
    ['half', 'half', true],
  ]);
});

test('the manifest keeps its other files, and one line a model', async () => {
  const { places } = await published();
  const other = { name: 'a', path: 'a', bytes: 1, sha256: 'x', version: 'x' };
  const old = { ...other, name: 'tiny' };
  writeFileSync(places.manifest, JSON.stringify([old, other]));
  const training = await runRecipe(tiny, { folder: places.run, resume: true });
  publish(tiny, training, places);
  disposeTraining(training);
  const files = JSON.parse(readFileSync(places.manifest, 'utf8')) as ModelFile[];
  expect(files.map(({ name }) => name)).toEqual(['a', 'tiny']);
  expect(files[1]?.sha256).not.toBe('x');
});

test('the better of last and average weights ships, and what is frozen does not', async () => {
  const measured: string[] = [];
  const recipe = { ...tiny, trainable: (path: string) => path === 'weight' };
  const best = (good: 'last' | 'average') => {
    let calls = 0;
    const measure: typeof tiny.measure = (_params, split, count) => {
      measured.push(split);
      if (split === 'test') return [{ what: 'larger', value: 1, count }];
      const last = calls++ % 2 === 0;
      return [{ what: 'larger', value: last === (good === 'last') ? 1 : 0, count }];
    };
    return published({ ...recipe, config: { ...tiny.config, measureEvery: 1000 }, measure });
  };
  const [last, average] = [await best('last'), await best('average')];
  expect([last.card.weights, average.card.weights]).toEqual(['last', 'average']);
  expect(last.card.sha256).not.toBe(average.card.sha256);
  expect(last.card.parameters).toBe(2);
  expect(measured).toEqual([
    'validation',
    'validation',
    'test',
    'validation',
    'validation',
    'test',
  ]);
});

test('a check measures again what ships, and agrees', async () => {
  const { places, card } = await published();
  const before = tf.memory().numTensors;
  const { problem, figures } = checkModel(tiny, places.models);
  expect(problem).toBeUndefined();
  expect(figures).toMatchObject([{ what: 'larger', agrees: true, now: { count: 200 } }]);
  expect(figures[0]?.card).toEqual(card.figures[0]);
  expect(tf.memory().numTensors).toBe(before);
});

test('a check finds a byte that has changed, a card that lies and a file that is not there', async () => {
  const { places, model, card } = await published();
  const lie = { ...card, figures: [{ ...card.figures[0], value: 0.5 }] };
  writeFileSync(join(model, 'card.json'), JSON.stringify(lie));
  expect(checkModel(tiny, places.models).figures[0]?.agrees).toBe(false);
  writeFileSync(join(model, 'card.json'), JSON.stringify({ ...card, figures: [] }));
  expect(checkModel(tiny, places.models).figures[0]?.agrees).toBe(false);
  const weights = join(model, 'weights.safetensors');
  const file = readFileSync(weights);
  file[file.length - 1] = 255 - (file.at(-1) ?? 0);
  writeFileSync(weights, file);
  expect(checkModel(tiny, places.models).problem).toMatch(/not those of the card/);
  expect(checkModel(tiny, join(places.models, 'elsewhere')).problem).toMatch(/no weights/);
});

test('the tolerance is three standard errors of a difference of shares', () => {
  const figure = (value: number, count: number) => ({ what: 'x', value, count });
  // √(0.5·0.5·(1/100 + 1/98)) = 0.0711 by hand, with p = 50 / 100 of the card's 98 trials
  const { tolerance } = compareFigure(figure(0.5, 98), figure(0.6, 100));
  expect(tolerance).toBeCloseTo(3 * 0.0710705, 5);
  expect(compareFigure(figure(1, 1000), figure(0.995, 200)).agrees).toBe(true);
  expect(compareFigure(figure(1, 1000), figure(0.95, 200)).agrees).toBe(false);
  expect(compareFigure(figure(0.5, 98), figure(0.75, 100)).agrees).toBe(false);
  expect(compareFigure(figure(NaN, 0), figure(0.75, 100)).agrees).toBe(false);
});

test('the tolerance of a mean in decibels comes of the deviation of its trials', () => {
  const figure = (value: number, count: number, deviation?: number) => {
    return { what: 'x', value, count, unit: 'decibels' as const, deviation };
  };
  const card = figure(32, 400, 2);
  // 3·2·√(1/100 + 1/400) = 0.67082
  expect(compareFigure(card, figure(32, 100)).tolerance).toBeCloseTo(0.67082, 5);
  expect(compareFigure(card, figure(31.4, 100)).agrees).toBe(true);
  expect(compareFigure(card, figure(31.3, 100)).agrees).toBe(false);
  expect(compareFigure(figure(32, 400), figure(32, 100)).agrees).toBe(false);
  expect(sayCompared(compareFigure(card, figure(31.3, 100)))).toBe(
    'x: card 32.00 dB of 400, now 31.30 dB of 100, tolerance 0.67 dB: they differ',
  );
});
