import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { flatten, mapParams } from '../../../src/model/index.ts';
import { expectClose, pick, plain, unpack } from './fixtures.ts';
import type { Fixture } from './fixtures.ts';

/** Expects the gradients of `loss` at every tensor of `inputs` to be the fixture's. */
export function expectGradients<I extends object>(
  { gradients }: Fixture,
  inputs: I,
  loss: (inputs: I) => tf.Tensor,
): void {
  const named = flatten(inputs);
  const computed = tf.grads((...tensors: tf.Tensor[]) => {
    const at = new Map(named.map(([name], i) => [name, tensors[i]]));
    return loss(mapParams(inputs, (name, tensor) => at.get(name) ?? tensor));
  })(named.map(([, tensor]) => tensor));
  expect(named.map(([name]) => name).toSorted()).toEqual(Object.keys(gradients).toSorted());
  computed.forEach((gradient, i) => {
    const name = named[i]?.[0] ?? '';
    const wanted = pick(gradients, name);
    const scale = Math.max(1, ...wanted.data.map(Math.abs));
    expectClose(`gradient of ${name}`, plain(gradient), wanted, 2e-5 * scale);
  });
}

/** The sum of `output` times what the fixture multiplied its output with. */
export function against(output: tf.Tensor, cotangent: tf.Tensor): tf.Tensor {
  return tf.sum(tf.mul(output, cotangent));
}

/** Expects the gradients of Σ output·cotangent to be the fixture's. */
export function expectSlopes<I extends object>(
  fixture: Fixture,
  inputs: I,
  forward: (inputs: I) => tf.Tensor,
): void {
  const cotangent = unpack(fixture.inputs, 'cotangent');
  expectGradients(fixture, inputs, (moved) => against(forward(moved), cotangent));
}
