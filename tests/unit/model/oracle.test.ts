import './backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  decoderLayer,
  embedding,
  encoderLayer,
  flatten,
  layerNorm,
  linear,
  mapParams,
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

/** Expects the gradients of Σ output·cotangent to be the real layer's. */
function expectGradients(
  fixture: Fixture,
  weights: object,
  inputs: Readonly<Record<string, tf.Tensor>>,
  forward: (weights: object, inputs: Readonly<Record<string, tf.Tensor>>) => tf.Tensor,
): void {
  const cotangent = unpack(fixture.inputs, 'cotangent');
  const named = [...Object.entries(inputs), ...flatten(weights)];
  const gradients = tf.grads((...tensors: tf.Tensor[]) => {
    const at = new Map(named.map(([name], i) => [name, tensors[i]]));
    const swap = (name: string, tensor: tf.Tensor) => at.get(name) ?? tensor;
    const output = forward(mapParams(weights, swap), mapParams(inputs, swap));
    return tf.sum(tf.mul(output, cotangent));
  })(named.map(([, tensor]) => tensor));
  expect(named.map(([name]) => name).toSorted()).toEqual(Object.keys(fixture.gradients).toSorted());
  gradients.forEach((gradient, i) => {
    const name = named[i]?.[0] ?? '';
    const wanted = pick(fixture.gradients, name);
    const scale = Math.max(1, ...wanted.data.map(Math.abs));
    expectClose(`gradient of ${name}`, plain(gradient), wanted, 2e-5 * scale);
  });
}

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
    expectGradients(fixture, weights, { x }, (params, inputs) =>
      encoderLayer(params as EncoderLayerParams, inputs['x'] as tf.Tensor3D, options),
    );
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
    expectGradients(fixture, weights, { x, memory }, (params, inputs) =>
      decoderLayer(
        params as DecoderLayerParams,
        inputs['x'] as tf.Tensor3D,
        inputs['memory'] as tf.Tensor3D,
        options,
      ),
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
