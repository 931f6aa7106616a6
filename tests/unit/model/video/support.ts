import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { flatten, mapParams } from '../../../../src/model/index.ts';
import { expectClose, pick, plain, unpack } from '../fixtures.ts';
import type { Fixture, Group } from '../fixtures.ts';

/** The tree of `params` with the numbers of the fixture; the names must be the same. */
export function fill<P extends object>(params: P, weights: Group): P {
  const names = flatten(params).map(([path]) => path);
  expect(names.toSorted()).toEqual(Object.keys(weights).toSorted());
  return mapParams(params, (path) => unpack(weights, path));
}

/** Expects the gradients of Σ output·cotangent at every tensor of `inputs`. */
export function expectGradients<I extends object>(
  { gradients: wanted }: Pick<Fixture, 'gradients'>,
  inputs: I,
  cotangent: tf.Tensor,
  forward: (inputs: I) => tf.Tensor,
): void {
  const named = flatten(inputs);
  const gradients = tf.grads((...tensors: tf.Tensor[]) => {
    const at = new Map(named.map(([name], i) => [name, tensors[i]]));
    const swapped = mapParams(inputs, (name, tensor) => at.get(name) ?? tensor);
    return tf.sum(tf.mul(forward(swapped), cotangent));
  })(named.map(([, tensor]) => tensor));
  expect(named.map(([name]) => name).toSorted()).toEqual(Object.keys(wanted).toSorted());
  gradients.forEach((gradient, i) => {
    const name = named[i]?.[0] ?? '';
    const scale = Math.max(1, ...pick(wanted, name).data.map(Math.abs));
    expectClose(`gradient of ${name}`, plain(gradient), pick(wanted, name), 2e-5 * scale);
  });
}
