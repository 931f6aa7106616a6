import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describe, it } from 'vitest';
import { DecoderLayer, EncoderLayer } from '../../../../src/model/keras/index.ts';
import { expectClose, load, pick, plain, unpack } from '../fixtures.ts';
import { B, D, S, T, expectTraining, setWeights, sizes } from './support.ts';

const still = { ...sizes, dropout: 0 };

describe('EncoderLayer against Keras', () => {
  const fixture = load('keras-encoder');
  const [x, mask] = [unpack(fixture.inputs, 'x'), unpack(fixture.inputs, 'mask')];

  it('gives the same output, with a mask and without', () => {
    const layer = new EncoderLayer(sizes);
    layer.build(x.shape);
    setWeights(layer, fixture.weights);
    const output = (inputs: tf.Tensor | tf.Tensor[], options = {}) =>
      plain(layer.apply(inputs, options) as tf.Tensor);
    expectClose('plain', output(x), pick(fixture.tensors, 'plain'));
    expectClose('masked', output(x, { mask }), pick(fixture.tensors, 'masked'));
    expectClose('mask given', output([x, mask]), pick(fixture.tensors, 'masked'));
    const bool = tf.cast(mask, 'bool');
    expectClose('bool', output(x, { mask: bool }), pick(fixture.tensors, 'masked'));
  });

  it('has the same losses and weights after three steps of fit', async () => {
    const layer = new EncoderLayer(still);
    const model = tfl.sequential({
      layers: [tfl.layers.inputLayer({ inputShape: [T, D] }), layer],
    });
    setWeights(layer, fixture.weights);
    await expectTraining(fixture, model, layer, x);
  });

  it('passes the mask of an embedding on to the next layer', () => {
    const { inputs, weights, tensors } = load('keras-embedded');
    const ids = unpack(inputs, 'ids');
    const embedding = tfl.layers.embedding({ inputDim: 9, outputDim: D, maskZero: true });
    const [first, second] = [new EncoderLayer(sizes), new EncoderLayer(sizes)];
    const model = tfl.sequential({
      layers: [
        tfl.layers.inputLayer({ inputShape: [T], dtype: 'int32' }),
        embedding,
        first,
        second,
      ],
    });
    embedding.setWeights([unpack(weights, 'table')]);
    setWeights(first, weights, 'first.');
    setWeights(second, weights, 'second.');
    const real = tf.expandDims(tf.cast(tf.greater(ids, 0), 'float32'), -1);
    const output = tf.mul(model.predict(ids) as tf.Tensor, real);
    expectClose('output', plain(output), pick(tensors, 'output'));
  });
});

describe('DecoderLayer against Keras', () => {
  const fixture = load('keras-decoder');
  const named = (name: string) => unpack(fixture.inputs, name);
  const [x, memory] = [named('x'), named('memory')];

  it('gives the same output and scores, with masks and without', () => {
    const layer = new DecoderLayer({ ...sizes, returnScores: true });
    layer.build([x.shape, memory.shape]);
    setWeights(layer, fixture.weights);
    const mask = named('mask');
    const check = (name: string, outputs: unknown, real = tf.onesLike(mask)) => {
      const [output, scores] = outputs as [tf.Tensor, tf.Tensor];
      const shown = tf.mul(output, tf.expandDims(real, 2));
      const shownScores = tf.mul(scores, tf.reshape(real, [B, 1, T, 1]));
      expectClose(name, plain(shown), pick(fixture.tensors, name));
      expectClose(`${name}Scores`, plain(shownScores), pick(fixture.tensors, `${name}Scores`));
    };
    check('plain', layer.apply([x, memory]));
    const masked = [x, memory, named('memoryMask')];
    check('masked', layer.apply(masked, { mask }), mask);
    check('masked', layer.apply(masked, { mask: [mask, null] }), mask);
  });

  it('has the same losses and weights after three steps of fit', async () => {
    const layer = new DecoderLayer(still);
    const inputs = [tfl.input({ shape: [T, D] }), tfl.input({ shape: [S, D] })];
    const model = tfl.model({ inputs, outputs: layer.apply(inputs) as tfl.SymbolicTensor });
    setWeights(layer, fixture.weights);
    await expectTraining(fixture, model, layer, [x, memory]);
  });
});
