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
import { cases } from './cases.ts';
import { plain } from './fixtures.ts';

describe.each(cases())('$name', ({ inputs, forward }) => {
  const seen = recorder();
  const output = plain(forward(inputs as never, seen.tap));
  const names = seen.tensors.map(({ name }) => name);

  it('gives the same with and without a tap', () => {
    expect(plain(forward(inputs as never))).toEqual(output);
  });

  it('taps each name once, its result last', () => {
    expect(new Set(names).size).toBe(names.length);
    if (names.length > 0) expect(seen.tensors.at(-1)).toMatchObject(output);
  });

  it.each(names)('uses an edited %s', (name) => {
    const zeros = editor(name, (tensor) => tf.zerosLike(tensor));
    const after = recorder();
    const edited = plain(forward(inputs as never, chain(zeros, after.tap)));
    expect(after.tensors.find((tensor) => tensor.name === name)?.data.every((v) => v === 0)).toBe(
      true,
    );
    expect(edited.data).not.toEqual(output.data);
    expect(edited.data.every(Number.isFinite)).toBe(true);
  });

  it.each(names)('stops at %s', (name) => {
    const before = recorder();
    const stopped = () => forward(inputs as never, chain(before.tap, stopAt(name)));
    expect(stopped).toThrow(Stop);
    expect(before.tensors.at(-1)?.name).toBe(name);
    expect(before.tensors.length).toBe(names.indexOf(name) + 1);
  });
});

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
});
