import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { expect } from 'vitest';
import { createRandom, flatten } from '../../../../src/model/index.ts';
import type { DecoderLayer, EncoderLayer } from '../../../../src/model/keras/index.ts';
import { normal } from '../cases.ts';
import { expectClose, pick, plain, unpack } from '../fixtures.ts';
import type { Fixture, Group } from '../fixtures.ts';

export const [B, T, S, D, H, F] = [3, 4, 6, 8, 2, 12];
export const sizes = { width: D, heads: H, inner: F } as const;

const random = createRandom(21);
export const x = normal<tf.Rank.R3>(random, [B, T, D]);
export const memory = normal<tf.Rank.R3>(random, [B, S, D]);

/** Overwrites the weights of a layer by those of a group, name by name. */
export function setWeights(layer: EncoderLayer | DecoderLayer, group: Group, prefix = ''): void {
  layer.setWeights(flatten(layer.params).map(([path]) => unpack(group, prefix + path)));
}

/** Noise on every weight, so that no bias is 0 and no gain is 1. */
export function roughenLayer(layer: EncoderLayer | DecoderLayer): void {
  const noisy = layer.getWeights().map((weight) => {
    const noise = normal(random, weight.shape as [number]);
    return tf.add(weight, tf.mul(noise, 0.3));
  });
  layer.setWeights(noisy);
}

/** The largest gap between two tensors of one shape. */
export function gap(a: tf.Tensor, b: tf.Tensor): number {
  tf.util.assertShapesMatch(a.shape, b.shape);
  return tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] ?? NaN;
}

/** Three steps of `fit` on the whole batch: the losses and the weights have to be Keras's. */
export async function expectTraining(
  fixture: Fixture & { readonly trained?: Group },
  model: tfl.LayersModel,
  layer: EncoderLayer | DecoderLayer,
  inputs: tf.Tensor | tf.Tensor[],
): Promise<void> {
  model.compile({ optimizer: tf.train.sgd(0.05), loss: 'meanSquaredError' });
  const target = unpack(fixture.inputs, 'target');
  const options = { epochs: 3, batchSize: B, shuffle: false };
  const { history } = await model.fit(inputs, target, options);
  const wanted = fixture.options['losses'] as number[];
  wanted.forEach((loss, i) => expect(history['loss']?.[i]).toBeCloseTo(loss, 5));
  for (const [path, weight] of flatten(layer.params)) {
    expectClose(path, plain(weight), pick(fixture.trained ?? {}, path), 1e-5);
  }
}
