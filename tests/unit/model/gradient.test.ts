import './backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createRandom, flatten, mapParams, maskedSoftmax } from '../../../src/model/index.ts';
import { cases, normal } from './cases.ts';
import type { Case } from './cases.ts';

/** Small enough for the curvature and to miss the kinks of ReLU, large enough for float32. */
const STEP = 2e-3;

/** Σ output·cotangent, summed in double precision. */
function loss(output: tf.Tensor, cotangent: tf.Tensor): number {
  const weights = cotangent.dataSync();
  return Array.from(output.dataSync()).reduce(
    (sum, value, i) => sum + value * (weights[i] ?? 0),
    0,
  );
}

/** The slope along `direction` at the input `name`, from both sides. */
function numericSlope(layer: Case, name: string, direction: tf.Tensor, cotangent: tf.Tensor) {
  const at = (step: number) => {
    const moved = mapParams(layer.inputs, (path, tensor) =>
      path === name ? tf.add(tensor, tf.mul(direction, step)) : tensor,
    );
    return loss(layer.forward(moved as never), cotangent);
  };
  return (at(STEP) - at(-STEP)) / (2 * STEP);
}

function gradients(layer: Case, cotangent: tf.Tensor): Map<string, tf.Tensor> {
  const named = flatten(layer.inputs);
  const results = tf.grads((...tensors: tf.Tensor[]) => {
    const at = new Map(named.map(([path], i) => [path, tensors[i]]));
    const inputs = mapParams(layer.inputs, (path, tensor) => at.get(path) ?? tensor);
    return tf.sum(tf.mul(layer.forward(inputs as never), cotangent));
  })(named.map(([, tensor]) => tensor));
  return new Map(named.map(([path], i) => [path, results[i] ?? tf.scalar(NaN)]));
}

describe.each(cases())('gradient of $name', (layer) => {
  const random = createRandom(3);
  const cotangent = normal(random, layer.forward(layer.inputs as never).shape as [number]);
  const computed = gradients(layer, cotangent);

  it.each(flatten(layer.inputs))('at %s is the slope', (path, tensor) => {
    const raw = normal(random, tensor.shape as [number]);
    const direction = tf.div(raw, tf.norm(raw));
    const gradient = computed.get(path) ?? tf.scalar(NaN);
    const slope = loss(gradient, direction);
    const wanted = numericSlope(layer, path, direction, cotangent);
    const size = Math.max(0.1, Math.abs(wanted), tf.norm(gradient).dataSync()[0] ?? 0);
    expect(Math.abs(slope - wanted) / size).toBeLessThan(layer.slopeTolerance ?? 5e-3);
  });
});

describe('gradient of maskedSoftmax', () => {
  it('is exactly 0 for a row without any allowed key, whatever its scores', () => {
    const mask = tf.tensor2d([0, 0, 0, 1, 1, 0], [2, 3]);
    const scores = tf.tensor2d([1e30, -1e30, 0, 1, 2, 1e30], [2, 3]);
    const gradient = tf.grad((z) => tf.sum(tf.square(maskedSoftmax(z, mask))))(scores);
    const data = Array.from(gradient.dataSync(), Math.abs);
    expect(data.slice(0, 3)).toEqual([0, 0, 0]);
    expect(data.every(Number.isFinite)).toBe(true);
    expect(data[5]).toBe(0);
  });
});
