import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { createRandom, flatten, mapParams } from '../../../../src/model/index.ts';
import type { Extent } from '../../../../src/model/index.ts';
import { normal } from '../cases/support.ts';
import { expectClose, pick, plain, unpack } from '../fixtures.ts';
import type { Fixture, Group, Packed } from '../fixtures.ts';

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

export function extent(frames: number, height: number, width: number): Extent {
  return { frames, height, width };
}

/** Frames `from` to `to` of a clip. */
export function frames(x: tf.Tensor5D, from: number, to: number): tf.Tensor5D {
  return tf.concat(tf.split(x, x.shape[1], 1).slice(from, to) as tf.Tensor5D[], 1);
}

/** The clip with noise added to frame `n` alone. */
export function disturb(x: tf.Tensor5D, n: number): tf.Tensor5D {
  const noise = normal<tf.Rank.R5>(createRandom(99), x.shape);
  const N = x.shape[1];
  const only = tf.tensor5d(
    Array.from({ length: N }, (_, frame) => (frame === n ? 1 : 0)),
    [1, N, 1, 1, 1],
  );
  return tf.add<tf.Tensor5D>(x, tf.mul(noise, only));
}

/** Which frames differ. */
export function changed(before: tf.Tensor5D, after: tf.Tensor5D): number[] {
  const N = before.shape[1];
  return Array.from({ length: N }, (_, n) => n).filter((n) => {
    const [a, b] = [frames(before, n, n + 1), frames(after, n, n + 1)];
    return a.dataSync().join() !== b.dataSync().join();
  });
}

/** A tensor as a fixture would hold it. */
export function packed(tensor: tf.Tensor): Packed {
  return { shape: tensor.shape, data: [...tensor.dataSync()] };
}
