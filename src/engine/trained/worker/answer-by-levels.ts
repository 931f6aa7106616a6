import * as tf from '@tensorflow/tfjs-core';
import { recorder, samplingChances } from '../../../model/index.ts';
import type { Recorded, Tap } from '../../../model/index.ts';
import { readRows } from '../../models/multilevel.ts';
import { readQuestion } from '../../models/text.ts';
import type { Chosen, Jobs, LevelsAnswer } from '../jobs.ts';
import { flatLogits, levelsLogits } from './levels.ts';
import type { FlatReader, LevelsReader } from './models.ts';

const WORDS = 'wordPool.pattern';
const SENTENCES = /^sentences\.\d+\.self\.pattern$/;

/** Answers a question about a paragraph on two levels, and flat beside it. Keeps no tensor. */
export function answerByLevels(
  levels: LevelsReader,
  flat: FlatReader,
  { question, sentences }: Jobs['answerByLevels']['input'],
): LevelsAnswer {
  const { ids, tokens: rows } = readRows(question, sentences);
  const { tap, tensors } = recorder();
  const line = readQuestion(question, sentences.flat());
  const watch: Tap = (name, tensor) =>
    name === WORDS || SENTENCES.test(name) ? tap(name, tensor) : tensor;
  return {
    ...choose(() => levelsLogits(levels.params, [ids], watch)),
    rows,
    words: sharesOf(
      rows,
      tensors.find(({ name }) => name === WORDS),
    ),
    attention: tensors
      .filter(({ name }) => SENTENCES.test(name))
      .map(({ shape: [, ...shape], ...rest }) => ({ ...rest, shape })), // [H, N, N]
    flat: choose(() => flatLogits(flat.params, [line.ids])),
  };
}

/** The likeliest by its logits, [1, C]. */
function choose(logitsOf: () => tf.Tensor2D): Chosen {
  const begun = performance.now();
  const logits = tf.tidy(() => logitsOf().dataSync<'float32'>());
  const milliseconds = performance.now() - begun;
  const chances = Float32Array.from(samplingChances(logits));
  return { answer: chances.indexOf(Math.max(...chances)), chances, milliseconds };
}

/** The shares of the words of each row, without those of padding. */
function sharesOf(rows: LevelsAnswer['rows'], pattern: Recorded | undefined): Float32Array[] {
  const [, W = 0] = pattern?.shape ?? [];
  return rows.map(({ length }, n) =>
    (pattern?.data ?? new Float32Array()).slice(n * W, n * W + length),
  );
}
