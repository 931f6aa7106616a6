import '../../model/kernels/backend.ts';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkSora } from '../../../../training/video/check/check.ts';
import { soraJob } from '../../../../training/video/check/job.ts';
import { publishSora } from '../../../../training/video/card/publish.ts';
import { TEST, firstScenes } from '../../../../training/video/scenes.ts';
import { ownFolder } from '../tiny.ts';
import { LINES } from './lines.ts';
import { writeRuns } from './runs.ts';

const COUNTS = { clips: 2, prompts: 1 };

/** The weights that ship, with a card of invented judgments. */
async function published() {
  const folder = ownFolder();
  const models = join(folder, 'models');
  for (const name of ['reader', 'pocket-sora']) {
    mkdirSync(join(models, name), { recursive: true });
    const file = `${name}/weights.safetensors`;
    cpSync(join('public/models', file), join(models, file));
  }
  const [runs, judged, manifest] = ['runs', 'judged.jsonl', 'm.json'].map((x) => join(folder, x));
  writeRuns(runs ?? '');
  writeFileSync(judged ?? '', LINES.map((line) => JSON.stringify(line)).join('\n'));
  const sources = { models, runs: runs ?? '', judged: judged ?? '', manifest: manifest ?? '' };
  const card = await publishSora(sources, 4);
  return { card, models, sources, file: (name: string) => join(models, 'pocket-sora', name) };
}

it('measures again what ships, and finds a byte that has changed', async () => {
  const { card, models, sources, file } = await published();
  expect(JSON.parse(readFileSync(file('card.json'), 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(card)),
  );
  expect(readFileSync(sources.manifest, 'utf8')).toContain(card.sha256);
  const { problem, figures } = await checkSora(models, COUNTS);
  expect(problem).toBeUndefined();
  const [decibels, one] = figures;
  expect(decibels).toMatchObject({ what: 'reconstruction of held-out clips', agrees: true });
  expect(decibels?.now.count).toBe(2);
  expect(one).toMatchObject({ what: 'one thing: all right', now: { count: 1 } });
  // The invented card knows two attributes of one thing only.
  expect(figures.filter(({ agrees }) => !agrees).map(({ what }) => what)).toContain(
    'one thing: motion',
  );
  const weights = readFileSync(file('weights.safetensors'));
  weights[weights.length - 1] = 255 - (weights.at(-1) ?? 0);
  writeFileSync(file('weights.safetensors'), weights);
  expect((await checkSora(models, COUNTS)).problem).toMatch(/not those of the card/);
  expect((await checkSora(join(models, 'elsewhere'))).problem).toMatch(/no weights/);
});

it('says where pocket Sora trains', async () => {
  const places = { run: '', models: '', manifest: '' };
  await expect(soraJob.train(places, { resume: false })).rejects.toThrow(/train\.sh/);
});

it('takes the first of the prompts that the card is measured on', () => {
  const row = `echo ${TEST.split} - 9 32 32 1200 ${TEST.seed} ${TEST.pairs} 1 long`;
  expect(readFileSync('training/video/data.sh', 'utf8')).toContain(row);
  const two = firstScenes(TEST, 5, 2);
  expect(two.every(({ length }) => length === 2)).toBe(true);
  const first = firstScenes(TEST, 20);
  expect(first.filter(({ length }) => length === 2).slice(0, 5)).toEqual(two);
});
