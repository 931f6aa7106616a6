import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import '../../model/backend.ts';
import manifest from '../../../../src/engine/models/manifest.json';
import { finetune } from '../../../../src/engine/trained/worker/finetune.ts';
import { hiddenWordLoss } from '../../../../src/engine/trained/worker/forgetting.ts';
import { createLibrary } from '../../../../src/engine/trained/worker/library.ts';
import type { Reader } from '../../../../src/engine/trained/worker/models.ts';
import { createRandom, disposeParams, initTextModel } from '../../../../src/model/index.ts';
import { inputs } from './inputs.ts';
import type { FinetuneStep } from '../../../../src/engine/trained/jobs.ts';
import { listen } from './lines.ts';

const library = createLibrary(
  async ({ path }) => new Uint8Array(await readFile(`public/${path}`)),
  manifest,
);
let reader: Reader;
beforeAll(async () => {
  await tf.setBackend('cpu');
  reader = await library.reader.get(listen().line);
});

test('the reader finds hidden words far better than random weights, which know nothing', () => {
  const blank = initTextModel(createRandom(1), reader.config);
  const before = tf.memory().numTensors;
  const [read, guessed] = [hiddenWordLoss(reader, reader.params), hiddenWordLoss(reader, blank)];
  expect(tf.memory().numTensors).toBe(before);
  disposeParams(blank);
  expect(read).toBeLessThan(0.5 * Math.log(reader.config.vocabulary));
  expect(guessed).toBeGreaterThan(Math.log(reader.config.vocabulary) - 1);
});

test.each([
  ['frozen', 'nothing'],
  ['full', 'something'],
] as const)('%s: %s is forgotten', async (mode, forgotten) => {
  const input = { ...inputs.finetune, mode, steps: 12, learningRate: 0.01 };
  const { hiddenWords } = await finetune(reader, input, listen<FinetuneStep>().line);
  const { before, after } = hiddenWords;
  if (forgotten === 'nothing') expect(after).toBe(before);
  else expect(after).toBeGreaterThan(before + 0.01);
});
