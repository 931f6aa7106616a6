import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  createRandom,
  embed,
  flatten,
  initEncoderLayer,
  initSeq2Seq,
  initTextModel,
  layerOptions,
  sinusoidalPositions,
  tokenMask,
  ModelError,
} from '../../../../src/model/index.ts';
import type { Activation } from '../../../../src/model/index.ts';
import { normal } from '../cases.ts';
import { plain } from '../fixtures.ts';
import { gap } from './support.ts';

const random = createRandom(61);
const [B, T, D, F] = [2, 5, 8, 12];
const x = normal<tf.Rank.R3>(random, [B, T, D]);

describe('embeddings', () => {
  const table = normal<tf.Rank.R2>(random, [4, D]);
  const ids = tf.tensor2d([1, 3, 0], [1, 3], 'int32');

  it('are multiplied by √D on request', () => {
    const plainly = embed({ table }, ids, { positions: false });
    const scaled = embed({ table }, ids, { positions: false, scaled: true });
    expect(gap(tf.mul(plainly, Math.sqrt(D)), scaled)).toBeLessThan(1e-6);
  });

  it('go on from an offset', () => {
    const longer = sinusoidalPositions(5, D);
    expect(plain(sinusoidalPositions(3, D, 2))).toEqual(plain(tf.slice(longer, [2, 0])));
    const places = normal<tf.Rank.R2>(random, [5, D]);
    const moved = embed({ table, places }, ids, { offset: 2 });
    const alone = embed({ table }, ids, { positions: false });
    expect(gap(tf.sub(moved, alone), tf.slice(places, [2, 0]))).toBeLessThan(1e-6);
  });

  it('have as many learned positions as there are', () => {
    const places = tf.zeros<tf.Rank.R2>([4, D]);
    expect(() => embed({ table, places }, ids, { offset: 2 })).toThrow(
      'embed: wanted at most 4 tokens, got 5',
    );
    expect(() => embed({ table, places }, ids, { offset: 1 })).not.toThrow();
  });
});

describe('configs', () => {
  const config = { vocabulary: 5, width: D, heads: 2, inner: F, layers: 1 } as const;
  const paths = (params: object) => flatten(params).map(([path]) => path);

  it('say what the layer functions take', () => {
    expect(layerOptions({ ...config, positions: 'alibi', experts: { count: 3, top: 1 } })).toEqual({
      heads: 2,
      norm: undefined,
      activation: undefined,
      window: undefined,
      rotary: false,
      alibi: true,
      top: 1,
    });
    expect(layerOptions({ ...config, positions: 'rotary' })).toMatchObject({
      rotary: true,
      alibi: false,
    });
  });

  it('decide which weights there are', () => {
    const post = initTextModel(random, config);
    expect(paths(post).filter((path) => !path.startsWith('layers.'))).toEqual(['embedding.table']);
    const pre = { ...config, norm: 'pre', normKind: 'rms', tied: false } as const;
    const names = paths(initTextModel(random, pre));
    expect(names.filter((path) => !path.startsWith('layers.'))).toEqual([
      'embedding.table',
      'norm.gain',
      'logits.weight',
      'logits.bias',
    ]);
    expect(names.filter((path) => path.includes('norm'))).toEqual([
      'layers.0.norm1.gain',
      'layers.0.norm2.gain',
      'norm.gain',
    ]);
  });

  it('want a length with learned positions', () => {
    const learned = { ...config, positions: 'learned' } as const;
    expect(() => initTextModel(random, learned)).toThrow(
      'initEmbedding: wanted maxLength with learned positions, got none',
    );
    const { embedding } = initTextModel(random, { ...learned, maxLength: 7 });
    expect(embedding.places?.shape).toEqual([7, D]);
  });

  it('draw the table with variance 1 / D where it is scaled or gives logits, else 1', () => {
    const spread = (change: object) => {
      const { embedding } = initTextModel(createRandom(2), {
        ...config,
        vocabulary: 400,
        ...change,
      });
      return tf.moments(embedding.table).variance.dataSync()[0];
    };
    expect(spread({})).toBeCloseTo(1 / D, 1);
    expect(spread({ tied: false, scaled: true })).toBeCloseTo(1 / D, 1);
    expect(spread({ tied: false })).toBeCloseTo(1, 0);
    const places = initTextModel(createRandom(2), {
      ...config,
      positions: 'learned',
      maxLength: 200,
    }).embedding.places;
    expect(tf.moments(places ?? x).variance.dataSync()[0]).toBeCloseTo(0.0004, 4);
  });

  it('share one table between the languages, or have two', () => {
    const both = {
      ...config,
      sourceVocabulary: 5,
      encoderLayers: 1,
      decoderLayers: 2,
      padding: 0,
    } as const;
    const outside = (change: object) =>
      paths(initSeq2Seq(random, { ...both, ...change })).filter(
        (path) => !/^(encoder|decoder)\./.test(path),
      );
    expect(outside({})).toEqual(['source.table']);
    expect(outside({ targetVocabulary: 6, norm: 'pre', tied: false })).toEqual([
      'source.table',
      'target.table',
      'encoderNorm.gain',
      'encoderNorm.bias',
      'decoderNorm.gain',
      'decoderNorm.bias',
      'logits.weight',
      'logits.bias',
    ]);
    const { decoder, logits } = initSeq2Seq(random, { ...both, targetVocabulary: 6, tied: false });
    expect(decoder.length).toBe(2);
    expect(logits?.weight.shape).toEqual([D, 6]);
  });

  it('refuse models without layers', () => {
    const count = 'to be a whole number of at least 1, got 0';
    expect(() => initTextModel(random, { ...config, layers: 0 })).toThrow(
      `initTextModel: wanted layers ${count}`,
    );
    const both = { ...config, sourceVocabulary: 5, padding: 0 };
    for (const [encoderLayers, decoderLayers, name] of [
      [0, 1, 'encoderLayers'],
      [1, 0, 'decoderLayers'],
    ] as const) {
      const make = () => initSeq2Seq(random, { ...both, encoderLayers, decoderLayers });
      expect(make).toThrow(`initSeq2Seq: wanted ${name} ${count}`);
      expect(make).toThrow(ModelError);
    }
  });

  it('of SwiGLU and experts give every expert a gate', () => {
    const { ffn } = initEncoderLayer(random, D, F, {
      activation: 'swiglu' as Activation,
      experts: { count: 2, top: 1 },
    });
    expect(paths(ffn).filter((path) => path.includes('gate.weight'))).toEqual([
      'experts.0.gate.weight',
      'experts.1.gate.weight',
    ]);
  });
});

describe('the mask of tokens', () => {
  it('blocks the padding', () => {
    const ids = tf.tensor2d([3, 0, 5, 9], [2, 2], 'int32');
    expect(tokenMask(ids, 0).arraySync()).toEqual([[[[1, 0]]], [[[1, 1]]]]);
    expect(tokenMask(ids, 9).arraySync()).toEqual([[[[1, 1]]], [[[1, 0]]]]);
  });
});
