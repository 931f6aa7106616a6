import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createRandom, initTextModel, toLogits } from '../../../../src/model/index.ts';
import type { TextModelConfig } from '../../../../src/model/index.ts';

const config: TextModelConfig = {
  vocabulary: 400,
  width: 16,
  heads: 2,
  inner: 8,
  layers: 1,
  maxLength: 100,
};
const embedding = (more: Partial<TextModelConfig>) =>
  initTextModel(createRandom(4), { ...config, ...more }).embedding;

/** The standard deviation, of mean 0. */
const spread = (tensor: tf.Tensor | undefined) =>
  tensor ? (tf.sqrt(tf.mean(tf.square(tensor))).dataSync()[0] ?? NaN) : NaN;

describe('the first weights of a text model', () => {
  it.each([
    [{ tied: false, scaled: false }, 1],
    [{ tied: false }, 1],
    [{ tied: false, scaled: true }, 1 / 4],
    [{ tied: true, scaled: false }, 1 / 4],
    [{}, 1 / 4],
  ])('%j: the table', (more, wanted) => {
    expect(Math.abs(spread(embedding(more).table) / wanted - 1)).toBeLessThan(0.05);
  });

  it('have learned positions as small as those of BERT', () => {
    const { places } = embedding({ positions: 'learned' });
    expect(places?.shape).toEqual([100, 16]);
    expect(Math.abs(spread(places) / 0.02 - 1)).toBeLessThan(0.1);
    expect(embedding({}).places).toBeUndefined();
  });

  it('leave nothing but themselves', () => {
    const before = tf.memory().numTensors;
    const { table } = embedding({});
    table.dispose();
    expect(tf.memory().numTensors - before).toBe(16);
  });

  it('want a length for learned positions, and a layer', () => {
    expect(() => embedding({ positions: 'learned', maxLength: undefined })).toThrow(
      'initEmbedding: wanted maxLength with learned positions, got none',
    );
    expect(() => embedding({ layers: 0 })).toThrow(
      'initTextModel: wanted layers to be a whole number of at least 1, got 0',
    );
  });
});

it('logits want the width of the model', () => {
  const params = initTextModel(createRandom(4), config);
  expect(() => toLogits(params.embedding, undefined, tf.zeros([1, 2, 8]))).toThrow(
    'unembed: wanted x of shape [B, T, 16], got [1, 2, 8]',
  );
});
