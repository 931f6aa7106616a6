import './backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  causalMask,
  combineMasks,
  countParams,
  createRandom,
  disposeParams,
  initDecoderLayer,
  mapParams,
  paddingMask,
} from '../../../src/model/index.ts';
import { left } from './left.ts';

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
