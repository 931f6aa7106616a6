import type * as tf from '@tensorflow/tfjs-core';
import { load, pick, unpack } from '../fixtures.ts';
import type { Packed } from '../fixtures.ts';

/** One of an operator's own test cases. */
export interface OperatorCase {
  readonly name: string;
  readonly attributes: Readonly<Record<string, number | string>>;
  /** A tensor by the operator's name for it; a new one at each call. */
  readonly tensor: <R extends tf.Rank = tf.Rank>(role: string) => tf.Tensor<R>;
  readonly has: (role: string) => boolean;
  readonly packed: (role: string) => Packed;
}

interface Options {
  readonly all: readonly string[];
  readonly cases: Readonly<
    Record<
      string,
      Pick<OperatorCase, 'attributes'> & { readonly tensors: Readonly<Record<string, string>> }
    >
  >;
}

/** What training/oracle/onnx_cases.py took of an operator's cases, and the names of all. */
export function operatorCases(file: string): {
  readonly all: readonly string[];
  readonly cases: readonly OperatorCase[];
} {
  const { options, ...groups } = load(file);
  const { all, cases } = options as unknown as Options;
  const { pool } = groups as unknown as { pool: Readonly<Record<string, Packed>> };
  const list = Object.entries(cases).map(([name, { attributes, tensors }]): OperatorCase => {
    const at = (role: string) => tensors[role] ?? `${role} of ${name}`;
    return {
      ...{ name, attributes },
      tensor: <R extends tf.Rank>(role: string) => unpack<R>(pool, at(role)),
      has: (role) => role in tensors,
      packed: (role) => pick(pool, at(role)),
    };
  });
  return { all, cases: list };
}

/** Cases that are not taken, and why: the first that fits counts. */
export const LEFT_OUT: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  'onnx-attention': [
    [/fp16|bf16|float16|softmax_precision/, 'tfjs computes in float32'],
    [/softcap|gqa_rank4/, 'no soft cap of the scores: the course does not teach it'],
    [/mask4d_padded/, 'a mask shorter than the keys: ONNX Runtime refuses it, too'],
    [/bidirectional_window/, 'our window has equal sides; this one sees 1 back and 2 ahead'],
  ],
  'onnx-rotaryembedding': [],
  'onnx-rotary-angles': [],
  'onnx-rmsnormalization': [[/axis/, 'norms over more than the last dimension']],
  'onnx-layernormalization': [[/axis/, 'norms over more than the last dimension']],
  'onnx-gelu': [],
  'onnx-swish': [],
  'onnx-swiglu': [
    [/float16/, 'tfjs computes in float32'],
    [/alpha/, 'our SiLU has β = 1'],
  ],
  'onnx-softmax': [[/axis_[01]/, 'ours is over the last dimension']],
};
