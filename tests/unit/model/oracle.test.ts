import './backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  decoderLayer,
  embedding,
  encoderLayer,
  layerNorm,
  linear,
  maskedSoftmax,
  multiHeadAttention,
  recorder,
  scaledDotProductAttention,
  sinusoidalPositions,
} from '../../../src/model/index.ts';
import type {
  AttentionParams,
  DecoderLayerParams,
  EmbeddingParams,
  EncoderLayerParams,
  LinearParams,
  NormParams,
} from '../../../src/model/index.ts';
import { expectClose, expectRecorded, load, pick, plain, tree, unpack } from './fixtures.ts';
import type { Fixture } from './fixtures.ts';
import { expectSlopes } from './gradients.ts';

const optional = ({ inputs }: Fixture, name: string) =>
  name in inputs ? unpack(inputs, name) : undefined;

describe('multiHeadAttention against Keras and PyTorch', () => {
  it.each([
    'attention-self',
    'attention-cross-padding-empty',
    'attention-cross-causal',
    'attention-one-head',
    'attention-causal-padding',
  ])('%s: every tapped tensor', (name) => {
    const fixture = load(name);
    const { tap, tensors } = recorder();
    const x = unpack<tf.Rank.R3>(fixture.inputs, 'x');
    const memory = unpack<tf.Rank.R3>(fixture.inputs, 'memory');
    const heads = Number(fixture.options['heads']);
    const options = { heads, mask: optional(fixture, 'mask'), tap };
    const output = multiHeadAttention(tree(fixture.weights) as AttentionParams, x, memory, options);
    expectRecorded(tensors, fixture.tensors);
    expectClose('returned', plain(output), pick(fixture.tensors, 'output'));
  });
});

describe('scaledDotProductAttention against PyTorch', () => {
  it('with a mask and a temperature: every tapped tensor', () => {
    const { inputs, options, tensors: wanted } = load('dot-product');
    const { tap, tensors } = recorder();
    const temperature = Number(options['temperature']);
    const mix = scaledDotProductAttention(
      unpack(inputs, 'query'),
      unpack(inputs, 'key'),
      unpack(inputs, 'value'),
      { mask: unpack(inputs, 'mask'), temperature, tap },
    );
    expectRecorded(tensors, wanted);
    expectClose('returned', plain(mix), pick(wanted, 'mix'));
  });
});

describe.each(['post', 'pre'] as const)('%s-norm layers against PyTorch', (norm) => {
  it('encoderLayer: every tapped tensor and every gradient', () => {
    const fixture = load(`encoder-${norm}`);
    const { tap, tensors } = recorder();
    const x = unpack<tf.Rank.R3>(fixture.inputs, 'x');
    const options = { heads: 4, norm, mask: unpack(fixture.inputs, 'mask') };
    const weights = tree(fixture.weights) as EncoderLayerParams;
    const output = encoderLayer(weights, x, { ...options, tap });
    expectRecorded(tensors, fixture.tensors);
    const last = norm === 'post' ? 'norm2' : 'residual2';
    expectClose('returned', plain(output), pick(fixture.tensors, last));
    expectSlopes(fixture, { ...weights, x }, (all) => encoderLayer(all, all.x, options));
  });

  it('decoderLayer: every tapped tensor and every gradient', () => {
    const fixture = load(`decoder-${norm}`);
    const { tap, tensors } = recorder();
    const x = unpack<tf.Rank.R3>(fixture.inputs, 'x');
    const memory = unpack<tf.Rank.R3>(fixture.inputs, 'memory');
    const mask = unpack(fixture.inputs, 'mask');
    const memoryMask = unpack(fixture.inputs, 'memoryMask');
    const options = { heads: 4, norm, mask, memoryMask };
    const weights = tree(fixture.weights) as DecoderLayerParams;
    const output = decoderLayer(weights, x, memory, { ...options, tap });
    expectRecorded(tensors, fixture.tensors);
    const last = norm === 'post' ? 'norm3' : 'residual3';
    expectClose('returned', plain(output), pick(fixture.tensors, last));
    expectSlopes(fixture, { ...weights, x, memory }, (all) =>
      decoderLayer(all, all.x, all.memory, options),
    );
  });
});

describe('small layers against Keras', () => {
  const { inputs, weights, tensors } = load('layers');
  const params = tree(weights) as {
    linear: LinearParams;
    norm: NormParams;
    embedding: EmbeddingParams;
  };

  it.each([
    ['linear', () => linear(params.linear, unpack(inputs, 'x'))],
    ['norm', () => layerNorm(params.norm, unpack(inputs, 'x'))],
    ['softmax', () => maskedSoftmax(unpack(inputs, 'x'))],
    ['positions', () => sinusoidalPositions(5, 16)],
  ])('%s', (name, run) => {
    expectClose(name, plain(run()), pick(tensors, name));
  });

  it('embedding, exactly', () => {
    const ids = unpack<tf.Rank.R2>(inputs, 'ids');
    const wanted = unpack(tensors, 'embedding');
    expect(plain(embedding(params.embedding, ids))).toEqual(plain(wanted));
  });
});
