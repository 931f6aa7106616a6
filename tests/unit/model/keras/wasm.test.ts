import { ready } from './on-wasm.ts';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { expect, it } from 'vitest';
import { DecoderLayer, EncoderLayer } from '../../../../src/model/keras/index.ts';
import { load, unpack } from '../fixtures.ts';
import { D, S, T, expectTraining, gap, setWeights, sizes } from './support.ts';

const still = { ...sizes, dropout: 0 };

it('on wasm an encoder trains as in Keras', async () => {
  expect(ready && tf.getBackend()).toBe('wasm');
  const fixture = load('keras-encoder');
  const layer = new EncoderLayer(still);
  const model = tfl.sequential({ layers: [tfl.layers.inputLayer({ inputShape: [T, D] }), layer] });
  setWeights(layer, fixture.weights);
  await expectTraining(fixture, model, layer, unpack(fixture.inputs, 'x'));
});

it('on wasm a decoder trains as in Keras, and drops out', async () => {
  const fixture = load('keras-decoder');
  const layer = new DecoderLayer(still);
  const inputs = [tfl.input({ shape: [T, D] }), tfl.input({ shape: [S, D] })];
  const model = tfl.model({ inputs, outputs: layer.apply(inputs) as tfl.SymbolicTensor });
  setWeights(layer, fixture.weights);
  const given = [unpack(fixture.inputs, 'x'), unpack(fixture.inputs, 'memory')];
  await expectTraining(fixture, model, layer, given);

  const dropping = new DecoderLayer({ ...sizes, dropout: 0.5, attentionDropout: 0.5 });
  const apply = (training: boolean) => dropping.apply(given, { training }) as tf.Tensor;
  expect(gap(apply(true), apply(false))).toBeGreaterThan(0.1);
});
