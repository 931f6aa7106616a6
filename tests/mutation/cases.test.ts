import '../unit/model/backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createRandom, flatten, mapParams, recorder } from '../../src/model/index.ts';
import { normal } from '../unit/model/cases/support.ts';
import type { Case } from '../unit/model/cases/support.ts';
import { plain } from '../unit/model/fixtures.ts';
import { ofTopic } from './topics.ts';

/**
 * The walks of `gradient.test.ts`, `leaks.test.ts` and `taps.test.ts` in short, a topic each: a
 * mutant that survives meets all of them, so they must not take long.
 */
const files = import.meta.glob<Record<string, () => Case[]>>('../unit/model/cases/*.ts', {
  eager: true,
});

describe.each(ofTopic(files, 'Cases'))('%s', (_, cases) => {
  it('give the same with a tap, which sees each name once, and leave nothing', () => {
    for (const { name, inputs, forward } of cases()) {
      tf.engine().startScope();
      const before = tf.memory().numTensors;
      const { tap, tensors } = recorder();
      const tapped = plain(forward(inputs as never, tap));
      expect(plain(forward(inputs as never)), name).toEqual(tapped);
      expect(tf.memory().numTensors - before, name).toBe(2);
      tf.engine().endScope();
      const names = tensors.map((tensor) => tensor.name);
      expect(new Set(names).size, name).toBe(names.length);
    }
  });

  it('have the gradient that is the slope, along one direction of all inputs', () => {
    for (const layer of cases()) {
      const { gradient, slope, steepest } = slopes(layer);
      expect(Math.abs(gradient - slope) / Math.max(0.1, steepest), layer.name).toBeLessThan(5e-3);
    }
  });
});

/** The slope of Σ output·cotangent along a random direction of length 1, by both ways. */
function slopes({ inputs, forward }: Case) {
  const step = 2e-3;
  const random = createRandom(3);
  const named = flatten(inputs);
  const size = Math.sqrt(named.reduce((sum, [, tensor]) => sum + tensor.size, 0));
  const directions = new Map(
    named.map(([path, { shape }]) => [path, tf.div(normal(random, shape as [number]), size)]),
  );
  const direction = (path: string) => directions.get(path) ?? tf.scalar(NaN);
  const cotangent = normal(random, forward(inputs as never).shape as [number]);
  const at = (distance: number) =>
    dot(
      forward(
        mapParams(inputs, (path, tensor) =>
          tf.add(tensor, tf.mul(direction(path), distance)),
        ) as never,
      ),
      cotangent,
    );
  const gradients = tf.grads((...moved: tf.Tensor[]) => {
    const there = new Map(named.map(([path], i) => [path, moved[i]]));
    const swapped = mapParams(inputs, (path, tensor) => there.get(path) ?? tensor);
    return tf.sum(tf.mul(forward(swapped as never), cotangent));
  })(named.map(([, tensor]) => tensor));
  const gradient = gradients.reduce(
    (sum, tensor, i) => sum + dot(tensor, direction(named[i]?.[0] ?? '')),
    0,
  );
  const steepest = Math.sqrt(gradients.reduce((sum, tensor) => sum + dot(tensor, tensor), 0));
  return { gradient, steepest, slope: (at(step) - at(-step)) / (2 * step) };
}

/** Σ a·b, summed in double precision. */
function dot(a: tf.Tensor, b: tf.Tensor): number {
  const weights = b.dataSync();
  return Array.from(a.dataSync()).reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);
}
