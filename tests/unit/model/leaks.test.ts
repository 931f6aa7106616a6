import './backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  Stop,
  causalMask,
  combineMasks,
  countParams,
  createRandom,
  disposeParams,
  initDecoderLayer,
  mapParams,
  paddingMask,
  recorder,
} from '../../../src/model/index.ts';
import type { Tap } from '../../../src/model/index.ts';
import { cases } from './cases.ts';

/** How many tensors `run` leaves. They are freed afterwards. */
function left(run: () => void): number {
  tf.engine().startScope();
  const before = tf.memory().numTensors;
  run();
  const after = tf.memory().numTensors;
  tf.engine().endScope();
  return after - before;
}

/** A tap that throws when it sees its `count`th tensor. */
function stopAfter(count: number): Tap {
  let seen = 0;
  return (name, tensor) => {
    if (++seen === count) throw new Stop(name);
    return tensor;
  };
}

describe.each(cases())('$name', ({ inputs, forward }) => {
  it('leaves its result and nothing else', () => {
    expect(left(() => forward(inputs as never))).toBe(1);
  });

  it('leaves nothing else with a tap that records', () => {
    expect(left(() => forward(inputs as never, recorder().tap))).toBe(1);
  });

  it('leaves nothing else with a tap that replaces every tensor', () => {
    const copying: Tap = (_, tensor) => tf.clone(tensor);
    expect(left(() => forward(inputs as never, copying))).toBe(1);
  });

  it('leaves nothing when a tap stops it, wherever', () => {
    const { tap, tensors } = recorder();
    forward(inputs as never, tap);
    for (const count of tensors.keys()) {
      const run = () => expect(() => forward(inputs as never, stopAfter(count + 1))).toThrow(Stop);
      expect(left(run)).toBe(0);
    }
  });
});

describe('what is not a layer', () => {
  it('masks leave one tensor each', () => {
    expect(left(() => causalMask(3, 4))).toBe(1);
    expect(left(() => paddingMask([1, 2], 4))).toBe(1);
    const masks = [causalMask(3), undefined, paddingMask([1, 2], 3), paddingMask([3, 1], 3)];
    expect(left(() => combineMasks(...masks))).toBe(1);
    expect(left(() => combineMasks(undefined, undefined))).toBe(0);
  });

  it('a combined mask is a tensor of its own', () => {
    const mask = causalMask(3);
    combineMasks(mask)?.dispose();
    expect(mask.isDisposed).toBe(false);
  });

  it('disposeParams frees what initialization made', () => {
    const before = tf.memory().numTensors;
    const params = initDecoderLayer(createRandom(1), 8, 12);
    expect(tf.memory().numTensors).toBe(before + 26);
    const doubled = mapParams(params, (_, tensor) => tf.clone(tensor));
    expect(countParams(doubled)).toBe(countParams(params));
    disposeParams(params);
    disposeParams(doubled);
    expect(tf.memory().numTensors).toBe(before);
  });
});
