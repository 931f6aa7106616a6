import './backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { Stop, recorder } from '../../../src/model/index.ts';
import type { Tap } from '../../../src/model/index.ts';
import { cases } from './cases.ts';
import { left } from './left.ts';

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
