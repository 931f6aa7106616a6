import '../../model/kernels/fast.ts';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ModelFile } from '../../../../src/engine/models/manifest.ts';
import manifest from '../../../../src/engine/models/manifest.json' with { type: 'json' };
import { ANSWERS, readRows } from '../../../../src/engine/models/multilevel.ts';
import { answerByLevels } from '../../../../src/engine/trained/worker/answer-by-levels.ts';
import { flatLogits, levelsLogits } from '../../../../src/engine/trained/worker/levels.ts';
import { createLibrary } from '../../../../src/engine/trained/worker/library.ts';
import { createRandom, recorder } from '../../../../src/model/index.ts';
import { ENGLISH } from '../../../../src/world/language/index.ts';
import { drawQuestion, drawStory, sameAnswer } from '../../../../src/world/story/index.ts';
import { inputs } from './inputs.ts';
import { smallModels } from './small-models.ts';

const { multilevel: levels, multilevelFlat: flat } = smallModels();
const { question, sentences } = inputs.answerByLevels;
const result = answerByLevels(levels, flat, inputs.answerByLevels);
const { tap, tensors } = recorder();
const logits = levelsLogits(levels.params, [readRows(question, sentences).ids], tap).dataSync();
const dataOf = (wanted: string) => tensors.find(({ name }) => name === wanted)?.data ?? [];

test('the answer is the likeliest, and chances are those of the logits', () => {
  const powers = Array.from(logits, (logit) => Math.exp(logit - Math.max(...logits)));
  const sum = powers.reduce((total, power) => total + power);
  result.chances.forEach((chance, i) => expect(chance).toBeCloseTo((powers[i] ?? NaN) / sum, 5));
  expect(result.answer).toBe([...logits].indexOf(Math.max(...logits)));
});

test('each row shares itself out among its words', () => {
  expect(result.rows).toEqual([['[cls]', ...question], ...sentences]);
  expect(result.words.map(({ length }) => length)).toEqual(result.rows.map(({ length }) => length));
  for (const shares of result.words) {
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 5);
  }
  const W = Math.max(...result.rows.map(({ length }) => length));
  expect(result.words[2]).toEqual(dataOf('wordPool.pattern').slice(2 * W, 2 * W + 4));
});

test('of each layer on the sentences it is told which row looks at which', () => {
  const names = [0, 1, 2].map((layer) => `sentences.${layer}.self.pattern`);
  expect(result.attention.map(({ name }) => name)).toEqual(names);
  for (const { name, shape, data } of result.attention) {
    expect(shape).toEqual([4, 3, 3]);
    expect(data).toEqual(dataOf(name));
  }
});

test('the flat reader answers the same, in one row', () => {
  const row = ['[cls]', ...question, '[sep]', ...sentences.flat(), '[sep]'];
  const logits = flatLogits(flat.params, [ENGLISH.encode(row)]).dataSync<'float32'>();
  expect(result.flat.answer).toBe(logits.indexOf(Math.max(...logits)));
  expect(result.flat.chances.reduce((sum, chance) => sum + chance)).toBeCloseTo(1, 5);
  expect(result.flat.chances).not.toEqual(result.chances);
});

test('with the weights that are shipped both are as often right as their cards say, about', async () => {
  const load = ({ path }: ModelFile) => Promise.resolve(readFileSync(`public/${path}`));
  const library = createLibrary(load, manifest);
  const waiter = { signal: new AbortController().signal, loading: () => undefined };
  const models = [
    await library.multilevel.get(waiter),
    await library.multilevelFlat.get(waiter),
  ] as const;
  const right = [0, 0];
  for (let seed = 1; seed <= 40; seed++) {
    const random = createRandom(seed);
    const story = drawStory(random, { sentences: 8, split: 'test' });
    const { tokens, answer } = drawQuestion(random, story);
    const asked = { question: tokens, sentences: story.sentences.map(({ tokens }) => tokens) };
    const told = answerByLevels(...models, asked);
    [told.answer, told.flat.answer].forEach((one, i) => {
      right[i] = (right[i] ?? 0) + Number(sameAnswer(answer, ANSWERS[one]));
    });
  }
  expect(right[0]).toBeGreaterThan(34); // the card: 0.99
  expect(right[1]).toBeGreaterThan(10); // 0.48
  expect(right[1]).toBeLessThan(30);
});
