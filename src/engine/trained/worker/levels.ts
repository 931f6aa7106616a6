import * as tf from '@tensorflow/tfjs-core';
import {
  classifierHead,
  documentEncoder,
  initClassifier,
  initDocument,
  initTextModel,
  layerOptions,
  noTap,
  scope,
  textModel,
  tokenMask,
} from '../../../model/index.ts';
import type {
  ClassifierParams,
  DocumentParams,
  Random,
  Tap,
  TextModelParams,
} from '../../../model/index.ts';
import { PAD } from '../../../world/language/index.ts';
import { ANSWERS, FLAT, LEVELS } from '../../models/multilevel.ts';
import type { Rows } from '../../models/multilevel.ts';

export interface LevelsParams {
  readonly document: DocumentParams;
  readonly head: ClassifierParams;
}

export interface FlatParams {
  readonly model: TextModelParams;
  readonly head: ClassifierParams;
}

export function initLevels(random: Random): LevelsParams {
  return {
    document: initDocument(random, LEVELS),
    head: initClassifier(random, LEVELS.width, ANSWERS.length),
  };
}

export function initFlat(random: Random): FlatParams {
  return {
    model: initTextModel(random, FLAT),
    head: initClassifier(random, FLAT.width, ANSWERS.length),
  };
}

/**
 * The multi-level reader: one logit an answer, [B, C]. Each row of a document is read by itself and
 * pooled; then the rows meet, and are pooled into one vector that answers.
 * Taps: those of `documentEncoder`, `head.logits`. `wordPool.pattern` [B·N, W] says which words
 * speak for their sentence, `sentencePool.pattern` [B, N] which sentences answer.
 */
export function levelsLogits(
  { document, head }: LevelsParams,
  batch: readonly Rows[],
  tap: Tap = noTap,
): tf.Tensor2D {
  return tf.tidy(() => {
    const { ids, lengths } = padDocuments(batch); // [B, N, W]
    const read = documentEncoder(document, ids, { ...layerOptions(LEVELS), lengths, tap }); // [B, D]
    const alone = tf.expandDims<tf.Tensor3D>(read, 1); // [B, 1, D]
    return classifierHead(head, alone, { tap: headOf(tap) }); // [B, C]
  });
}

/** The flat reader of `[cls] question [sep] paragraph [sep]`: one logit an answer, [B, C]. */
export function flatLogits(
  { model, head }: FlatParams,
  batch: readonly (readonly number[])[],
  tap: Tap = noTap,
): tf.Tensor2D {
  return tf.tidy(() => {
    const T = Math.max(...batch.map(({ length }) => length));
    const ids = tf.tensor2d(
      batch.map((row) => fill(row, T)),
      [batch.length, T],
      'int32',
    ); // [B, T]
    const x = textModel(model, FLAT, ids, { mask: tokenMask(ids, PAD), tap }); // [B, T, D]
    return classifierHead(head, x, { tap: headOf(tap) }); // [B, C]
  });
}

/** Documents of different sizes as one tensor, [B, N, W]: words and sentences that lack are padding. */
function padDocuments(batch: readonly Rows[]) {
  const N = Math.max(...batch.map(({ length }) => length));
  const W = Math.max(...batch.flat().map(({ length }) => length));
  const full = batch.map((rows) => Array.from({ length: N }, (_, n) => rows[n] ?? []));
  const ids = full.map((rows) => rows.map((row) => fill(row, W)));
  const lengths = full.map((rows) => rows.map(({ length }) => length));
  return { ids: tf.tensor3d(ids, [batch.length, N, W], 'int32'), lengths };
}

function fill(row: readonly number[], length: number): number[] {
  return [...row, ...Array<number>(length - row.length).fill(PAD)];
}

function headOf(tap: Tap): Tap {
  return scope(tap, 'head');
}
