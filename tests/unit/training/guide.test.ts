import '../model/kernels/backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import {
  createRandom,
  disposeParams,
  globalNorm,
  initSeq2Seq,
  mapParams,
  valueAndGrads,
} from '../../../src/model/index.ts';
import type { Seq2SeqParams } from '../../../src/model/index.ts';
import { TRANSLATOR } from '../../../src/engine/models/config.ts';
import { heldOutCaptions, lessonOf } from '../../../training/text/data/translation.ts';
import { guideLoss, listenTo } from '../../../training/text/models/guide.ts';
import { translationLoss } from '../../../training/text/models/translator.ts';

test('the loss of an alignment is the mean surprise at the words that are translated', () => {
  // Two heads, two target tokens, three source tokens; of head 1 the rows (0.5, 0.25, 0.25), (0.1, 0.8, 0.1).
  const pattern = tf.tensor4d([1, 0, 0, 1, 0, 0, 0.5, 0.25, 0.25, 0.1, 0.8, 0.1], [1, 2, 2, 3]);
  const loss = (alignment: readonly (readonly number[])[]) =>
    guideLoss(pattern, 1, [alignment]).dataSync()[0];
  expect(loss([[0], [1]])).toBeCloseTo(-(Math.log(0.5) + Math.log(0.8)) / 2, 5);
  expect(loss([[], [1]])).toBeCloseTo(-Math.log(0.8), 5);
  expect(loss([[1, 2], []])).toBeCloseTo(-Math.log(0.25), 5);
  expect(loss([[1, 2], [1]])).toBeCloseTo(-(Math.log(0.25) + Math.log(0.8)) / 2, 5);
});

test('what is listened to stays as it is, and what came of it is the scope’s', () => {
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    const { tap, take } = listenTo('x', (x) => tf.sum(x));
    const x = tf.tensor1d([1, 2]);
    tf.tidy(() => {
      expect(tap('x', x)).toBe(x);
    });
    expect(tap('y', x)).toBe(x);
    expect(take().dataSync()[0]).toBe(3);
    expect(take).toThrow('the model has no x');
  });
  expect(tf.memory().numTensors).toBe(before);
});

/** The slope of a loss along its own gradient of length 1, computed and measured. */
function slopes(params: Seq2SeqParams, loss: (params: Seq2SeqParams) => tf.Scalar) {
  const { value, gradients } = valueAndGrads(params, loss);
  const norm = globalNorm(gradients);
  const slope = norm.dataSync()[0] ?? NaN;
  const at = (step: number) =>
    tf.tidy(() => {
      const moved = mapParams(params, (path, weight) => {
        const gradient = gradients[path];
        return gradient ? tf.add(weight, tf.mul(gradient, step / slope)) : weight;
      });
      const [number = NaN] = loss(moved).dataSync();
      return number;
    });
  const step = 0.01;
  const measured = (at(step) - at(-step)) / (2 * step);
  disposeParams({ value, gradients, norm });
  return { slope, measured };
}

test('the loss of a translation has the gradients of both of its parts, and leaves no tensor', () => {
  const params = initSeq2Seq(createRandom(5), TRANSLATOR);
  const batch = heldOutCaptions('validation', 3).map(lessonOf);
  const before = tf.memory().numTensors;
  const whole = slopes(params, (moved) => translationLoss(moved, batch));
  const without = slopes(params, (moved) => translationLoss(moved, batch, 0));
  const guide = slopes(params, (moved) =>
    tf.sub<tf.Scalar>(translationLoss(moved, batch, 9), translationLoss(moved, batch, 0)),
  );
  for (const { slope, measured } of [whole, without, guide]) {
    expect(Math.abs(slope / measured - 1)).toBeLessThan(0.02);
  }
  expect(guide.slope).toBeGreaterThan(0.01);
  expect(tf.memory().numTensors).toBe(before);
  disposeParams(params);
});
