import './fast.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { expectFinite } from '../../../../src/model/check.ts';

const look = (tensor: tf.Tensor) => () => {
  expectFinite('here', 'x', tensor);
};

// Four sums run side by side: lengths that four divides, and lengths that it does not.
describe.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('expectFinite on wasm, %i numbers', (length) => {
  const ending = (last: number) =>
    tf.tensor1d(Float32Array.from({ length }, (_, i) => (i === length - 1 ? last : i)));

  it('passes what is finite, however large', () => {
    tf.tidy(() => {
      expect(look(ending(3))).not.toThrow();
      expect(look(tf.fill([length], 3.4e38))).not.toThrow();
      expect(look(tf.fill([length], -3.4e38))).not.toThrow();
    });
  });

  it.each([NaN, Infinity, -Infinity])('finds %d at the end', (bad) => {
    tf.tidy(() => {
      const error = `here: wanted finite numbers in x, got ${bad} at [${length - 1}]`;
      expect(look(ending(bad))).toThrow(error);
    });
  });
});

describe('expectFinite on wasm', () => {
  it('finds both infinities, whose sum is no number', () => {
    tf.tidy(() => {
      expect(look(tf.tensor1d([1, Infinity, 0, 0, 0, -Infinity]))).toThrow('Infinity at [1]');
    });
  });

  it('passes whole numbers', () => {
    tf.tidy(() => {
      expect(look(tf.tensor1d([1, -2, 2 ** 31 - 1], 'int32'))).not.toThrow();
    });
  });

  it('passes booleans, which are always finite', () => {
    tf.tidy(() => {
      expect(look(tf.tensor1d([true, false], 'bool'))).not.toThrow();
    });
  });

  it('refuses a disposed tensor, as tfjs does', () => {
    const x = tf.ones([3]);
    x.dispose();
    expect(look(x)).toThrow('Tensor is disposed');
  });
});
