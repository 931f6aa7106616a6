import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import {
  addNoise,
  conv3d,
  diffusionLoss,
  ditBlock,
  flowRates,
  flowTimes,
  patchify,
  sampleFlow,
  trainingTarget,
  withGuidance,
} from '../../../../src/model/index.ts';
import type { Conv3dParams, DitBlockParams, Extent } from '../../../../src/model/index.ts';
import { expectClose, load, pick, plain, tree, unpack } from '../fixtures.ts';
import type { Fixture } from '../fixtures.ts';

/** The listings of the lessons on video, as Keras ran them: training/oracle/keras_video.py. */

const extent = (sizes: unknown): Extent => {
  const [frames = 0, height = 0, width = 0] = sizes as number[];
  return { frames, height, width };
};

function expectTensor(fixture: Fixture, name: string, actual: tf.Tensor): void {
  expect(fixture.source).toMatch(/^keras .*src\/content\/python/);
  expectClose(name, plain(actual), pick(fixture.tensors, name));
}

it('spacetime_patches.py cuts the same tokens', () => {
  const fixture = load('keras-patches');
  const video = unpack<tf.Rank.R5>(fixture.inputs, 'video');
  expectTensor(fixture, 'tokens', patchify(video, extent(fixture.options['patch'])));
});

it('causal_conv3d.py gives the same latents', () => {
  const fixture = load('keras-causal-conv3d');
  const clip = unpack<tf.Rank.R5>(fixture.inputs, 'clip');
  const params = tree(fixture.weights) as Conv3dParams;
  const stride = extent(fixture.options['strides']);
  expectTensor(fixture, 'latents', conv3d(params, clip, { stride, causal: true }));
});

it('flow_matching.py has the same loss, and samples the same', () => {
  const fixture = load('keras-flow');
  const [data, noise] = [unpack(fixture.inputs, 'data'), unpack(fixture.inputs, 'noise')];
  const times = pick(fixture.inputs, 'times').data;
  const { weight, bias } = tree(fixture.weights) as { weight: tf.Tensor2D; bias: tf.Tensor1D };
  const network = (x: tf.Tensor, times: readonly number[]) => {
    const product = tf.reshape(tf.matMul(tf.reshape<tf.Rank.R2>(x, [-1, 8]), weight), x.shape);
    const t = tf.tensor3d([...times], [times.length, 1, 1]);
    return tf.tanh(tf.add(product, tf.mul(t, bias)));
  };
  const rates = times.map(flowRates);
  const predicted = network(addNoise(data, noise, rates), times);
  const target = trainingTarget('velocity', data, noise, rates);
  expectTensor(fixture, 'loss', diffusionLoss(predicted, target));
  const sample = sampleFlow((x, time) => network(x, [time, time]), noise, { times: flowTimes(5) });
  expectTensor(fixture, 'sample', sample);
});

it('dit_block.py computes the same, and starts as the identity', () => {
  const fixture = load('keras-dit-block');
  const x = unpack<tf.Rank.R3>(fixture.inputs, 'x');
  const c = unpack<tf.Rank.R2>(fixture.inputs, 'c');
  const heads = Number(fixture.options['heads']);
  expectTensor(fixture, 'y', ditBlock(tree(fixture.weights) as DitBlockParams, x, c, { heads }));
  expectTensor(fixture, 'fresh', x);
});

it('guidance.py guides to the same', () => {
  const fixture = load('keras-guidance');
  const x = unpack<tf.Rank.R3>(fixture.inputs, 'x');
  const text = (name: string) => unpack<tf.Rank.R3>(fixture.inputs, name);
  const { weight, bias } = tree(fixture.weights) as { weight: tf.Tensor2D; bias: tf.Tensor1D };
  const network = (x: tf.Tensor3D, _time: number, condition: tf.Tensor3D) => {
    const product = tf.reshape(tf.matMul(tf.reshape<tf.Rank.R2>(x, [-1, 8]), weight), x.shape);
    return tf.tanh<tf.Tensor3D>(tf.add(tf.add(product, bias), tf.mean(condition, 1, true)));
  };
  const scale = Number(fixture.options['scale']);
  const predict = withGuidance(network, text('condition'), text('empty'), scale);
  expectTensor(
    fixture,
    'guided',
    predict(x, 0, (_name, tensor) => tensor),
  );
});
