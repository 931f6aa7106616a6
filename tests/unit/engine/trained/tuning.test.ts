import '../../model/backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import {
  initTuning,
  toLessons,
  tuningAccuracy,
  tuningLoss,
} from '../../../../src/engine/trained/worker/tuning.ts';
import { inputs } from './inputs.ts';
import { smallModels } from './small-models.ts';

const { reader } = smallModels();
const classes = ['red', 'blue'];
const tuning = initTuning(reader, { mode: 'full', classes, rank: 1, seed: 2 });
const lessons = toLessons(reader, inputs.finetune.examples, classes);
const lossOf = (batch: typeof lessons) =>
  tf.tidy(() => tuningLoss(reader, tuning, batch).dataSync()[0] ?? NaN);
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

test('a lesson has the ids of its words and the place of its label', () => {
  expect(lessons[0]).toEqual({ ids: reader.read(['a', 'red', 'circle']).ids, label: 0 });
  expect(lessons.map(({ label }) => label)).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
});

test('the filler of short texts has no say', () => {
  expect(new Set(lessons.map(({ ids }) => ids.length)).size).toBe(2);
  expect(lossOf(lessons)).toBeCloseTo(mean(lessons.map((lesson) => lossOf([lesson]))), 5);
});

test('accuracy counts each lesson once, however many there are', () => {
  const single = lessons.map((lesson) => tuningAccuracy(reader, tuning, [lesson]));
  expect(new Set(single)).toEqual(new Set([0, 1]));
  // 67 of them: a full batch, and a small one that must not count as much.
  const many = Array.from({ length: 67 }, (_, i) => (i * 3 + (i >> 4)) % 8);
  const wanted = mean(many.map((i) => single[i] ?? NaN));
  const all = many.flatMap((i) => lessons[i] ?? []);
  expect(tuningAccuracy(reader, tuning, all)).toBe(wanted);
});
