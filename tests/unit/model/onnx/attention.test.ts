import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { recorder } from '../../../../src/model/index.ts';
import { expectClose, plain } from '../fixtures.ts';
import { byDotProduct, byMultiHead, fitsMultiHead } from './attend.ts';
import { operatorCases } from './cases.ts';

const { cases } = operatorCases('onnx-attention');
const named = (list: typeof cases) => list.map((one) => [one.name, one] as const);

describe('scaledDotProductAttention on the cases of the Attention operator', () => {
  it.each(named(cases))('%s', (_name, one) => {
    expectClose('Y', plain(byDotProduct(one).output), one.packed('Y'));
  });
});

describe('multiHeadAttention on the same cases', () => {
  const fitting = cases.filter(fitsMultiHead);

  it('is told apart by most of them', () => {
    expect(cases).toHaveLength(69);
    expect(fitting.length).toBeGreaterThan(25);
    const has = (part: RegExp) => fitting.filter(({ name }) => part.test(name)).length;
    for (const part of [/gqa/, /causal/, /3d/, /window/, /past/, /nonpad/, /scaled/, /bool/]) {
      expect(has(part), String(part)).toBeGreaterThan(0);
    }
  });

  it.each(named(fitting))('%s', (_name, one) => {
    expectClose('Y', plain(byMultiHead(one)), one.packed('Y'));
  });
});

describe('the tapped scores and pattern are the operator’s', () => {
  const taps = ['scores', '', 'biased', 'pattern'];

  it.each(named(cases.filter(({ has }) => has('qk'))))('%s', (_name, one) => {
    const { tap, tensors } = recorder();
    const { mask } = byDotProduct(one, tap);
    const wanted = taps[Number(one.attributes['qk_matmul_output_mode'] ?? 0)];
    const { shape, data } = tensors.find(({ name }) => name === wanted) ?? { shape: [], data: [] };
    // The operator's blocked scores are minus infinity, and 0 in the fixture.
    const blocked = wanted === 'biased' ? (mask ?? tf.scalar(1)) : tf.scalar(1);
    const seen = tf.mul(tf.tensor(Float32Array.from(data), [...shape]), blocked);
    expectClose('qk', plain(seen), one.packed('qk'));
  });
});
