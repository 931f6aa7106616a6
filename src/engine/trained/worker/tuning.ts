import * as tf from '@tensorflow/tfjs-core';
import {
  accuracy,
  addLoras,
  classifierHead,
  createRandom,
  crossEntropy,
  disposeParams,
  initClassifier,
  initTextModel,
  isLoraPath,
  mapParams,
  textModel,
  tokenMask,
} from '../../../model/index.ts';
import type { ClassifierParams, TextModelParams } from '../../../model/index.ts';
import type { Example, TuningMode } from '../jobs.ts';
import type { Reader } from './models.ts';

/** An encoder with a head for classes: what fine-tuning trains, or a part of it. */
export interface Tuning {
  readonly model: TextModelParams;
  readonly head: ClassifierParams;
}

export interface TuningOptions {
  readonly mode: TuningMode;
  readonly classes: readonly string[];
  /** R of the adapters. */
  readonly rank: number;
  readonly seed: number;
}

/** Adapters stand where Hu et al. 2021 have them: at queries and values. */
const ADAPTED = /\.self\.(query|value)$/;

/** The tree before the first step. The caller owns the tensors: the reader's are copied. */
export function initTuning(reader: Reader, { mode, classes, rank, seed }: TuningOptions): Tuning {
  const random = createRandom(seed);
  const body =
    mode === 'scratch'
      ? initTextModel(random, reader.config)
      : mapParams(reader.params, (_, tensor) => tf.clone(tensor));
  // The vocabulary's logits, if the model has weights for them, have no say in a class.
  const { logits, ...model } = body;
  if (logits) disposeParams(logits);
  const isAdapted = (path: string) => ADAPTED.test(path);
  const adapted = mode === 'lora' ? addLoras(random, model, { rank }, isAdapted) : model;
  return { model: adapted, head: initClassifier(random, reader.config.width, classes.length) };
}

/** Whether a weight of the tree is trained. */
export function isTrained(mode: TuningMode): (path: string) => boolean {
  if (mode === 'frozen') return isOfHead;
  if (mode === 'lora') return (path) => isOfHead(path) || isLoraPath(path);
  return () => true;
}

function isOfHead(path: string): boolean {
  return path.startsWith('head.');
}

/** An example in numbers. */
export interface Lesson {
  readonly ids: readonly number[];
  /** The place of its label among the classes. */
  readonly label: number;
}

export function toLessons(
  { read }: Reader,
  examples: readonly Example[],
  classes: readonly string[],
): Lesson[] {
  return examples.map(({ tokens, label }) => ({
    ids: read(tokens).ids,
    label: classes.indexOf(label),
  }));
}

/** The mean cross-entropy of a batch, a scalar. */
export function tuningLoss(reader: Reader, tuning: Tuning, batch: readonly Lesson[]): tf.Scalar {
  return tf.tidy(() => crossEntropy(classLogits(reader, tuning, batch), labelsOf(batch)));
}

/** How many lessons are judged at once. */
const AT_ONCE = 64;

/** The share of the lessons whose class comes out right. */
export function tuningAccuracy(reader: Reader, tuning: Tuning, lessons: readonly Lesson[]): number {
  const starts = lessons.map((_, i) => i).filter((i) => i % AT_ONCE === 0);
  const right = starts.map((start) => {
    const batch = lessons.slice(start, start + AT_ONCE);
    const share = tf.tidy(() =>
      accuracy(classLogits(reader, tuning, batch), labelsOf(batch)).dataSync(),
    );
    // A whole number, of which float32 has kept a share.
    return Math.round((share[0] ?? NaN) * batch.length);
  });
  return right.reduce((sum, count) => sum + count, 0) / lessons.length;
}

function classLogits(
  { config, padding }: Reader,
  { model, head }: Tuning,
  batch: readonly Lesson[],
): tf.Tensor2D {
  const longest = Math.max(...batch.map(({ ids }) => ids.length));
  const rows = batch.map(({ ids }) => [
    ...ids,
    ...Array<number>(longest - ids.length).fill(padding),
  ]);
  const ids = tf.tensor2d(rows, [batch.length, longest], 'int32'); // [B, T]
  const mask = tokenMask(ids, padding); // [B, 1, 1, T]
  return classifierHead(head, textModel(model, config, ids, { mask })); // [B, C]
}

function labelsOf(batch: readonly Lesson[]): tf.Tensor1D {
  const labels = batch.map(({ label }) => label);
  return tf.tensor1d(labels, 'int32');
}
