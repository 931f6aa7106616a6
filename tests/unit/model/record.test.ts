import './backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  ModelError,
  Stop,
  chain,
  editor,
  noTap,
  recorder,
  scope,
  stopAt,
} from '../../../src/model/index.ts';
import type { Tap } from '../../../src/model/index.ts';

describe('taps', () => {
  it('record data of their own', () => {
    const { tap, tensors } = recorder();
    const tensor = tf.tensor1d([1, 2]);
    expect(tap('a', tensor)).toBe(tensor);
    tensor.dispose();
    expect(tensors).toEqual([{ name: 'a', shape: [2], data: Float32Array.of(1, 2) }]);
  });

  it('get scoped names; the tap that does nothing stays itself', () => {
    const { tap, tensors } = recorder();
    scope(scope(tap, 'encoder.0'), 'self')('scores', tf.scalar(1));
    expect(tensors[0]?.name).toBe('encoder.0.self.scores');
    expect(scope(noTap, 'encoder.0')).toBe(noTap);
  });

  it('run one after the other in a chain', () => {
    const double: Tap = (_, tensor) => tf.mul(tensor, 2);
    const { tap, tensors } = recorder();
    chain(double, tap, double)('a', tf.scalar(3));
    expect(tensors[0]?.data[0]).toBe(6);
  });

  it('may not change a shape', () => {
    const flat = editor('scores', (tensor) => tf.reshape(tensor, [-1]));
    const run = () => flat('scores', tf.zeros([2, 3]));
    expect(run).toThrow(ModelError);
    expect(run).toThrow('editor: wanted scores of shape [2, 3], got [6]');
  });

  it('edit the tensor of a name and no other', () => {
    const zero = editor('scores', (tensor) => tf.zerosLike(tensor));
    const tensor = tf.tensor1d([1, 2]);
    expect(zero('pattern', tensor)).toBe(tensor);
    expect(Array.from(zero('scores', tensor).dataSync())).toEqual([0, 0]);
  });

  it('stop at a name and at no other', () => {
    const tensor = tf.tensor1d([1]);
    expect(stopAt('scores')('pattern', tensor)).toBe(tensor);
    expect(() => stopAt('scores')('scores', tensor)).toThrow(new Stop('stopped at scores'));
    expect(String(new Stop('here'))).toBe('Stop: here');
  });
});
