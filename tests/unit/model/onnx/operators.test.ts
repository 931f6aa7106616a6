import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  feedForward,
  gelu,
  geluTanh,
  joinHeads,
  layerNorm,
  maskedSoftmax,
  rmsNorm,
  rotate,
  silu,
  splitHeads,
  turn,
} from '../../../../src/model/index.ts';
import { expectClose, plain } from '../fixtures.ts';
import { LEFT_OUT, operatorCases } from './cases.ts';
import type { OperatorCase } from './cases.ts';

/** The default of both norms. Ours is Keras's. */
const epsilonOf = ({ attributes }: OperatorCase) => Number(attributes['epsilon'] ?? 1e-5);

function check(file: string, run: (one: OperatorCase) => tf.Tensor) {
  describe(file, () => {
    const { cases } = operatorCases(file);
    it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
      expectClose('output', plain(run(one)), one.packed('output'));
    });
  });
}

check('onnx-rmsnormalization', (one) =>
  rmsNorm({ gain: one.tensor<tf.Rank.R1>('W') }, one.tensor('X'), epsilonOf(one)),
);
check('onnx-layernormalization', (one) => {
  const params = { gain: one.tensor<tf.Rank.R1>('W'), bias: one.tensor<tf.Rank.R1>('B') };
  return layerNorm(params, one.tensor('X'), epsilonOf(one));
});
check('onnx-gelu', ({ attributes, tensor }) =>
  attributes['approximate'] === 'tanh' ? geluTanh(tensor('x')) : gelu(tensor('x')),
);
check('onnx-swish', ({ tensor }) => silu(tensor('x')));
check('onnx-softmax', ({ tensor }) => maskedSoftmax(tensor('x')));
check('onnx-softmax', ({ tensor }) => maskedSoftmax(tensor('x'), tf.ones([1])));

check('onnx-swiglu', ({ tensor }) => {
  const [open, up] = [tensor('a'), tensor('b')];
  const F = open.shape.at(-1) ?? 0;
  const picking = (width: number, from: number) => ({
    weight: tf.slice(tf.eye(width), [0, from], [width, F]),
    bias: tf.zeros<tf.Rank.R1>([F]),
  });
  const params = { gate: picking(2 * F, 0), inner: picking(2 * F, F), outer: picking(F, 0) };
  const x = tf.expandDims<tf.Tensor3D>(tf.concat([open, up], 1));
  return tf.squeeze(feedForward(params, x, undefined, 'swiglu'), [0]);
});

/** The first `rotary_embedding_dim` channels turned, the others as they are. */
function turnFirst(
  { attributes }: OperatorCase,
  x: tf.Tensor4D,
  change: (x: tf.Tensor4D) => tf.Tensor4D,
): tf.Tensor4D {
  const K = x.shape[3];
  const turned = Number(attributes['rotary_embedding_dim'] ?? K) || K;
  const [first, rest] = tf.split(x, [turned, K - turned], -1) as [tf.Tensor4D, tf.Tensor4D];
  return tf.concat([change(first), rest], -1);
}

const pairsOf = ({ attributes }: OperatorCase) =>
  Number(attributes['interleaved'] ?? 0) === 1 ? 'neighbors' : 'halves';

// The shipped cases draw sine and cosine apart, so that they are not of one angle: a turn by their
// angle, and a stretch of each pair by √(cos² + sin²).
check('onnx-rotaryembedding', (one) => {
  const given = one.tensor('input');
  const flat = given.rank === 3;
  const heads = Number(one.attributes['num_heads'] ?? 0);
  const x = flat ? splitHeads(given as tf.Tensor3D, heads) : (given as tf.Tensor4D);
  const [B, , T] = x.shape;
  const samples = Array.from({ length: B }, (_, b) => {
    const [cosine, sine] = [anglesOf(one, 'cos_cache', b, T), anglesOf(one, 'sin_cache', b, T)];
    const angles = Float32Array.from(sine, (value, i) => Math.atan2(value, cosine[i] ?? NaN));
    const sizes = Array.from(sine, (value, i) => Math.hypot(value, cosine[i] ?? NaN));
    return turnFirst(one, tf.slice(x, [b], [1]), (part) => {
      const half = sizes.length / T;
      const rows = Array.from({ length: T }, (_, t) => sizes.slice(t * half, (t + 1) * half));
      const neighbors = pairsOf(one) === 'neighbors';
      const stretch = rows.map((row) =>
        neighbors ? row.flatMap((size) => [size, size]) : [...row, ...row],
      );
      return tf.mul<tf.Tensor4D>(turn(part, angles, pairsOf(one)), tf.tensor2d(stretch));
    });
  });
  const turned = tf.concat(samples, 0);
  return flat ? joinHeads(turned) : turned;
});

/** The rows of a cache for one sample, [T, K/2]: by its positions if there are any. */
function anglesOf(one: OperatorCase, role: string, b: number, T: number): Float32Array {
  const cache = one.tensor(role);
  if (!one.has('position_ids')) return Float32Array.from(tf.slice(cache, [b], [1]).dataSync());
  const places = tf.slice(one.tensor('position_ids'), [b, 0], [1, T]).dataSync();
  return Float32Array.from(tf.gather(cache, Array.from(places)).dataSync());
}

check('onnx-rotary-angles', (one) =>
  turnFirst(one, one.tensor<tf.Rank.R4>('input'), (part) =>
    rotate(part, { offset: Number(one.attributes['offset']), pairs: pairsOf(one) }),
  ),
);

describe('every case of an operator', () => {
  it.each(Object.entries(LEFT_OUT))('of %s is run, or left out for a reason', (file, reasons) => {
    const { all, cases } = operatorCases(file);
    const run = cases.map(({ name }) => name);
    const left = all.filter((name) => !run.includes(name));
    expect(all.length).toBeGreaterThan(0);
    expect(run.length).toBeGreaterThan(0);
    expect(left.filter((name) => !reasons.some(([pattern]) => pattern.test(name)))).toEqual([]);
    const unused = reasons.filter(([pattern]) => !left.some((name) => pattern.test(name)));
    expect(unused).toEqual([]);
  });
});
