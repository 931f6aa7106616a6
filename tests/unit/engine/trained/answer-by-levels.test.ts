import '../../model/kernels/fast.ts';
import { expect, test } from 'vitest';
import { readRows } from '../../../../src/engine/models/multilevel.ts';
import { answerByLevels } from '../../../../src/engine/trained/worker/answer-by-levels.ts';
import { levelsLogits } from '../../../../src/engine/trained/worker/levels.ts';
import { recorder } from '../../../../src/model/index.ts';
import { inputs } from './inputs.ts';
import { smallModels } from './small-models.ts';

const { multilevel: levels } = smallModels();
const { question, sentences } = inputs.answerByLevels;
const result = answerByLevels(levels, inputs.answerByLevels);
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
