import './backend.ts';
import { describe, expect, it } from 'vitest';
import {
  countAttention,
  countDecoderLayer,
  countEncoderLayer,
  countFeedForward,
  countNorm,
  countParams,
  createRandom,
  disposeParams,
  initAttention,
  initDecoderLayer,
  initEncoderLayer,
  initFeedForward,
  initNorm,
} from '../../../src/model/index.ts';
import { load } from './fixtures.ts';

const sizes = [
  [512, 2048],
  [16, 32],
] as const;

describe.each(sizes)('width %i, feed-forward width %i', (D, F) => {
  const formulas = {
    attention: countAttention(D),
    feedForward: countFeedForward(D, F),
    norm: countNorm(D),
    encoderLayer: countEncoderLayer(D, F),
    decoderLayer: countDecoderLayer(D, F),
  };

  it('the formulas are what the real layers of Keras and PyTorch count', () => {
    expect(formulas).toEqual(load('counts').options[`${D}-${F}`]);
  });

  it('the parameter trees hold as many numbers', () => {
    const random = createRandom(1);
    const count = (params: object) => {
      const size = countParams(params);
      disposeParams(params);
      return size;
    };
    expect({
      attention: count(initAttention(random, D)),
      feedForward: count(initFeedForward(random, D, F)),
      norm: count(initNorm(D)),
      encoderLayer: count(initEncoderLayer(random, D, F)),
      decoderLayer: count(initDecoderLayer(random, D, F)),
    }).toEqual(formulas);
  });
});

it('has the published sizes of the base model of 2017', () => {
  expect(countAttention(512)).toBe(1_050_624);
  expect(countFeedForward(512, 2048)).toBe(2_099_712);
  expect(countEncoderLayer(512, 2048)).toBe(3_152_384);
  expect(countDecoderLayer(512, 2048)).toBe(4_204_032);
});
