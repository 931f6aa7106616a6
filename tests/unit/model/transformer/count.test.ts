import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  countActive,
  countDecoderLayer,
  countEncoderLayer,
  countGroupedAttention,
  countLayer,
  countParams,
  countSeq2Seq,
  countTextModel,
  countThinking,
  createRandom,
  encoderLayer,
  initEncoderLayer,
  initSeq2Seq,
  initTextModel,
  layerOptions,
  multiplyLayer,
} from '../../../../src/model/index.ts';
import type { LayerConfig } from '../../../../src/model/index.ts';
import { seq2seqConfigs, textConfigs } from '../cases/transformer.ts';
import { variantConfigs } from '../cases/variants.ts';

const random = createRandom(71);
const base: LayerConfig = { width: 512, heads: 8, inner: 2048 };

describe('counting parameters', () => {
  it.each(Object.entries(textConfigs))('of a text model: %s', (_, config) => {
    expect(countTextModel(config)).toBe(countParams(initTextModel(random, config)));
  });

  it.each(Object.entries(seq2seqConfigs))('of an encoder-decoder: %s', (_, config) => {
    expect(countSeq2Seq(config)).toBe(countParams(initSeq2Seq(random, config)));
  });

  it.each(Object.entries(variantConfigs))('of a layer: %s', (_, config) => {
    const { width: D, inner: F } = config;
    const params = initEncoderLayer(random, D, F, config);
    expect(countLayer(config)).toBe(countParams(params));
    expect(countGroupedAttention(config)).toBe(countParams(params.self));
    expect(countThinking(config)).toBe(countParams(params.ffn));
  });

  it('counts a table of positions only where they are learned', () => {
    const config = { ...base, vocabulary: 7, layers: 1, maxLength: 6 };
    const without = countTextModel({ ...base, vocabulary: 7, layers: 1 });
    expect(countTextModel(config)).toBe(without);
    expect(countTextModel({ ...config, positions: 'learned' })).toBe(without + 6 * base.width);
  });

  it('of 2017: 44.1 million in 6 + 6 layers, 63.1 million with the shared table of 37,000', () => {
    expect(countLayer(base)).toBe(countEncoderLayer(512, 2048));
    expect(countLayer(base, true)).toBe(countDecoderLayer(512, 2048));
    const layers = 6 * countLayer(base) + 6 * countLayer(base, true);
    expect(layers).toBe(44_138_496);
    const whole = {
      ...base,
      sourceVocabulary: 37_000,
      encoderLayers: 6,
      decoderLayers: 6,
      padding: 0,
    };
    expect(countSeq2Seq(whole)).toBe(layers + 37_000 * 512);
    expect(countSeq2Seq(whole) / 1e6).toBeCloseTo(63.1, 1);
  });

  it('that a token uses leaves out the idle experts', () => {
    const experts = { ...base, experts: { count: 8, top: 2 } };
    const network = countThinking(base);
    expect(countLayer(experts) - countActive(experts)).toBe(6 * network);
    expect(countActive(base)).toBe(countLayer(base));
  });
});

/** The products of the matrix multiplications that a forward pass runs. */
function countProducts(forward: () => void): number {
  const { kernels } = tf.engine().state.activeProfile;
  const before = kernels.length;
  tf.engine().state.profiling = true;
  forward();
  tf.engine().state.profiling = false;
  return kernels
    .slice(before)
    .filter(({ name }) => name === 'BatchMatMul')
    .reduce((sum, { inputShapes, outputShapes }) => {
      const [left = []] = inputShapes;
      const [out = []] = outputShapes;
      const inner = left.reduce((product, n) => product * n, 1) / (out.at(-2) ?? 1);
      const batch = out.slice(0, -2).reduce((product, n) => product * n, 1);
      return sum + (inner / batch) * out.reduce((product, n) => product * n, 1);
    }, 0);
}

describe('counting multiply-accumulates', () => {
  const T = 6;
  const configs: Readonly<Record<string, LayerConfig>> = {
    2017: { width: 8, heads: 2, inner: 12 },
    'grouped queries, SwiGLU': {
      width: 8,
      heads: 4,
      inner: 12,
      keyValueHeads: 2,
      activation: 'swiglu',
    },
    // All of its experts are chosen, because every expert is computed here.
    experts: { width: 8, heads: 2, inner: 12, experts: { count: 3, top: 3 } },
  };

  it.each(Object.entries(configs))('of a layer as it runs: %s', (_, config) => {
    const { width: D, inner: F } = config;
    const params = initEncoderLayer(random, D, F, config);
    const x = tf.ones<tf.Rank.R3>([1, T, D]);
    const run = () => void encoderLayer(params, x, layerOptions(config));
    expect(countProducts(run)).toBe(multiplyLayer(config, T));
  });

  it('of T tokens on S: keys and values grow with S, the rest with T', () => {
    const at = (T: number, S: number) => multiplyLayer(configs['2017'] ?? base, T, S);
    expect(at(1, 10) - at(1, 9)).toBe(2 * 8 * 8 + 2 * 8);
    expect(at(2, 10) - at(1, 10)).toBe(2 * 8 * 8 + 2 * 10 * 8 + 2 * 8 * 12);
  });

  it('of experts count those that a token is sent to', () => {
    const one = { ...base, experts: { count: 8, top: 1 } };
    const two = { ...base, experts: { count: 8, top: 2 } };
    expect(multiplyLayer(two, T) - multiplyLayer(one, T)).toBe(2 * T * 512 * 2048);
    expect(multiplyLayer(one, T) - multiplyLayer(base, T)).toBe(T * 512 * 8);
  });
});
