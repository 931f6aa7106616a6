import * as tf from '@tensorflow/tfjs-core';
import { recorder, samplingChances } from '../../../model/index.ts';
import type { Recorded } from '../../../model/index.ts';
import { readRows } from '../../models/multilevel.ts';
import type { Jobs, LevelsAnswer } from '../jobs.ts';
import { levelsLogits } from './levels.ts';
import type { LevelsReader } from './models.ts';

const WORDS = 'wordPool.pattern';
const SENTENCES = /^sentences\.\d+\.self\.pattern$/;

/** Answers a question about a paragraph on two levels. Keeps no tensor. */
export function answerByLevels(
  { params }: LevelsReader,
  { question, sentences }: Jobs['answerByLevels']['input'],
): LevelsAnswer {
  const { ids, tokens: rows } = readRows(question, sentences);
  const { tap, tensors } = recorder();
  const begun = performance.now();
  const logits = tf.tidy(() =>
    levelsLogits(params, [ids], (name, tensor) =>
      name === WORDS || SENTENCES.test(name) ? tap(name, tensor) : tensor,
    ).dataSync<'float32'>(),
  );
  const milliseconds = performance.now() - begun;
  const chances = Float32Array.from(samplingChances(logits));
  return {
    rows,
    answer: chances.indexOf(Math.max(...chances)),
    chances,
    words: sharesOf(
      rows,
      tensors.find(({ name }) => name === WORDS),
    ),
    attention: tensors
      .filter(({ name }) => SENTENCES.test(name))
      .map(({ shape: [, ...shape], ...rest }) => ({ ...rest, shape })), // [H, N, N]
    milliseconds,
  };
}

/** The shares of the words of each row, without those of padding. */
function sharesOf(rows: LevelsAnswer['rows'], pattern: Recorded | undefined): Float32Array[] {
  const [, W = 0] = pattern?.shape ?? [];
  return rows.map(({ length }, n) =>
    (pattern?.data ?? new Float32Array()).slice(n * W, n * W + length),
  );
}
