import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  ModelError,
  addLoras,
  createRandom,
  encoderLayer,
  flatten,
  initEncoderLayer,
  isLoraPath,
  leavesOf,
  valueAndGrads,
  withLeaves,
} from '../../../../src/model/index.ts';
import { roughen } from '../cases/support.ts';
import { D, layerLoss, left, pairs } from './support.ts';

const layer = () => initEncoderLayer(createRandom(4), D, 12);
const batch = pairs(2, createRandom(5));

describe('valueAndGrads', () => {
  it('gives the loss, and a gradient for every path, as tf.grads does', () => {
    const params = layer();
    const { value, gradients } = valueAndGrads(params, (moved) => layerLoss(moved, batch));
    expect(value.dataSync()).toEqual(layerLoss(params, batch).dataSync());
    expect(Object.keys(gradients)).toEqual(flatten(params).map(([path]) => path));
    const { weight } = params.self.query;
    const [wanted] = tf.grads((moved: tf.Tensor) =>
      layerLoss(withLeaves(params, { 'self.query.weight': moved }), batch),
    )([weight]);
    expect(gradients['self.query.weight']?.dataSync()).toEqual(wanted?.dataSync());
  });

  it('is the slope of the loss', () => {
    const params = layer();
    const { gradients } = valueAndGrads(params, (moved) => layerLoss(moved, batch));
    const { bias } = params.self.output;
    for (const i of [0, D - 1]) {
      const at = (change: number) => {
        const data = bias.dataSync().map((value, j) => (i === j ? value + change : value));
        const moved = withLeaves(params, { 'self.output.bias': tf.tensor1d(data) });
        return layerLoss(moved, batch).dataSync()[0] ?? NaN;
      };
      const slope = (at(0.01) - at(-0.01)) / 0.02;
      expect(gradients['self.output.bias']?.dataSync()[i]).toBeCloseTo(slope, 3);
    }
  });

  it('trains a subset: adapters alone have gradients, and the same as when all have', () => {
    const random = createRandom(6);
    const adapted = addLoras(random, layer(), { rank: 2 }, (path) => path.startsWith('self'));
    const params = roughen(random, adapted);
    const loss = (moved: typeof params) => layerLoss(moved, batch);
    const all = valueAndGrads(params, loss).gradients;
    const some = valueAndGrads(params, loss, isLoraPath).gradients;
    const paths = flatten(params)
      .map(([path]) => path)
      .filter(isLoraPath);
    expect(paths.length).toBe(8);
    expect(Object.keys(some)).toEqual(paths);
    for (const path of paths) expect(some[path]?.dataSync()).toEqual(all[path]?.dataSync());
  });

  it('leaves whole numbers alone', () => {
    const params = { weight: tf.tensor([2]), ids: tf.tensor([1], [1], 'int32') };
    const { gradients } = valueAndGrads(params, ({ weight, ids }) =>
      tf.sum(tf.mul(weight, tf.cast(ids, 'float32'))),
    );
    expect(Object.keys(gradients)).toEqual(['weight']);
  });

  it('leaves the value and the gradients, and nothing else', async () => {
    const params = layer();
    const run = () => Promise.resolve(valueAndGrads(params, (moved) => layerLoss(moved, batch)));
    expect(await left(run)).toBe(1 + flatten(params).length);
  });

  it('says what does not reach the loss, what is no scalar, and when nothing is trained', () => {
    const params = { a: tf.tensor([1]), b: tf.tensor([2]), c: { d: tf.tensor([3]) } };
    const wanted = 'a loss that depends on every tensor that is trained';
    expect(() => valueAndGrads(params, ({ a }) => tf.sum(a))).toThrow(
      new ModelError('valueAndGrads', wanted, 'none on b, c.d'),
    );
    expect(() => valueAndGrads(params, ({ a }) => tf.square<tf.Tensor>(a) as tf.Scalar)).toThrow(
      new ModelError('valueAndGrads', 'a loss of shape []', '[1]'),
    );
    const none = new ModelError('valueAndGrads', 'a tensor to train', 'none');
    expect(() => valueAndGrads(params, ({ a }) => tf.sum(a), () => false)).toThrow(none); // prettier-ignore
    const run = () => valueAndGrads(params, () => tf.scalar(1));
    expect(run).toThrow('none on a, b, c.d');
  });

  it('leaves nothing when it throws', async () => {
    const params = layer();
    const run = () => {
      const loss = (moved: typeof params) => {
        layerLoss(moved, batch);
        throw new Error('enough');
      };
      expect(() => valueAndGrads(params, loss)).toThrow('enough');
      const some = (moved: typeof params) =>
        tf.sum<tf.Scalar>(encoderLayer(moved, tf.ones([1, 2, D]), { heads: 2 }));
      const more = { ...params, unused: tf.tidy(() => params.norm1.gain) };
      expect(() => valueAndGrads(more, some)).not.toThrow();
      return Promise.resolve();
    };
    expect(await left(run)).toBe(1 + flatten(params).length);
  });
});

describe('leaves', () => {
  it('are the float tensors that are picked, by path', () => {
    const params = { a: tf.tensor([1]), ids: tf.tensor([1], [1], 'int32'), b: { c: tf.scalar(2) } };
    expect(Object.keys(leavesOf(params))).toEqual(['a', 'b.c']);
    expect(Object.keys(leavesOf(params, (path) => path !== 'a'))).toEqual(['b.c']);
    expect(Object.keys(leavesOf(params, (_, tensor) => tensor.rank === 1))).toEqual(['a']);
  });

  it('go back into their places, and only there', () => {
    const params = { constructor: tf.tensor([1]), b: { c: tf.scalar(2) }, size: 3 };
    const swapped = withLeaves(params, { 'b.c': tf.scalar(5) });
    expect(swapped.constructor).toBe(params.constructor);
    expect(swapped.b.c.dataSync()[0]).toBe(5);
    expect(swapped.size).toBe(3);
  });
});
