import * as tf from '@tensorflow/tfjs-core';

/** y = x·weight + bias */
export interface LinearParams {
  /** [in, out] */
  readonly weight: tf.Tensor2D;
  /** [out] */
  readonly bias: tf.Tensor1D;
}

/** Layer normalization: one gain and one bias a channel. */
export interface NormParams {
  /** [D] */
  readonly gain: tf.Tensor1D;
  /** [D] */
  readonly bias: tf.Tensor1D;
}

/** One vector a token. */
export interface EmbeddingParams {
  /** [V, D] */
  readonly table: tf.Tensor2D;
}

/** Multi-head attention. Head h owns columns h·K to (h + 1)·K of `query`, `key` and `value`. */
export interface AttentionParams {
  readonly query: LinearParams;
  readonly key: LinearParams;
  readonly value: LinearParams;
  readonly output: LinearParams;
}

/** The position-wise feed-forward network: D → F → D. */
export interface FeedForwardParams {
  readonly inner: LinearParams;
  readonly outer: LinearParams;
}

export interface EncoderLayerParams {
  readonly self: AttentionParams;
  readonly norm1: NormParams;
  readonly ffn: FeedForwardParams;
  readonly norm2: NormParams;
}

export interface DecoderLayerParams {
  readonly self: AttentionParams;
  readonly norm1: NormParams;
  readonly cross: AttentionParams;
  readonly norm2: NormParams;
  readonly ffn: FeedForwardParams;
  readonly norm3: NormParams;
}

/** Every tensor of a parameter tree with its dotted path: `['self.query.weight', tensor]`. */
export function flatten(params: object, prefix = ''): [path: string, tensor: tf.Tensor][] {
  return Object.entries(params).flatMap(([key, value]: [string, unknown]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (isTensor(value)) return [[path, value]];
    return value instanceof Object ? flatten(value, path) : [];
  });
}

/** The same tree with every tensor replaced by `change(path, tensor)`. */
export function mapParams<P extends object>(
  params: P,
  change: (path: string, tensor: tf.Tensor) => tf.Tensor,
  prefix = '',
): P {
  const entries = Object.entries(params).map(([key, value]: [string, unknown]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (isTensor(value)) return [key, change(path, value)];
    return [key, value instanceof Object ? mapParams(value, change, path) : value];
  });
  const tree: unknown = Array.isArray(params)
    ? entries.map(([, value]: unknown[]) => value)
    : Object.fromEntries(entries);
  return tree as P;
}

/** Frees every tensor of a parameter tree. */
export function disposeParams(params: object): void {
  flatten(params).forEach(([, tensor]) => tensor.dispose());
}

/** How many numbers a parameter tree holds. */
export function countParams(params: object): number {
  return flatten(params).reduce((sum, [, tensor]) => sum + tensor.size, 0);
}

function isTensor(value: unknown): value is tf.Tensor {
  return value instanceof tf.Tensor;
}
