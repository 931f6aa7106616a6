import * as tf from '@tensorflow/tfjs-core';

/** y = x·weight + bias */
export interface LinearParams {
  /** [in, out] */
  readonly weight: tf.Tensor2D;
  /** [out] */
  readonly bias: tf.Tensor1D;
  /** A low-rank adapter, if there is one: see `addLora`. */
  readonly lora?: LoraParams | undefined;
}

/** A low-rank adapter of a linear layer. Hu et al. 2021 call `down` A and `up` B. */
export interface LoraParams {
  /** [in, R] */
  readonly down: tf.Tensor2D;
  /** [R, out] */
  readonly up: tf.Tensor2D;
  /** α / R. A number, not a weight: it is never trained. */
  readonly scale: number;
}

/** Layer normalization: one gain and one bias a channel. */
export interface NormParams {
  /** [D] */
  readonly gain: tf.Tensor1D;
  /** [D] */
  readonly bias: tf.Tensor1D;
}

/** Root mean square normalization: one gain a channel, no bias. */
export interface RmsNormParams {
  /** [D] */
  readonly gain: tf.Tensor1D;
  readonly bias?: undefined;
}

/** The norms that a layer may have. Which one it is, the weights themselves say. */
export type AnyNormParams = NormParams | RmsNormParams;

/** One vector a token. */
export interface EmbeddingParams {
  /** [V, D] */
  readonly table: tf.Tensor2D;
  /** [longest length, D]: learned positions, if there are any. */
  readonly places?: tf.Tensor2D | undefined;
}

/**
 * Multi-head attention. Head h owns columns h·K to (h + 1)·K of `query`. `key` and `value` have G
 * heads; with G < H, H / G query heads in a row share one (grouped-query attention).
 */
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
  /** D → F as well: the gate of SwiGLU. */
  readonly gate?: LinearParams | undefined;
}

/** A mixture of experts: a router D → E, and E feed-forward networks. */
export interface ExpertsParams {
  readonly router: LinearParams;
  readonly experts: readonly FeedForwardParams[];
}

export interface EncoderLayerParams {
  readonly self: AttentionParams;
  readonly norm1: AnyNormParams;
  readonly ffn: FeedForwardParams | ExpertsParams;
  readonly norm2: AnyNormParams;
}

export interface DecoderLayerParams {
  readonly self: AttentionParams;
  readonly norm1: AnyNormParams;
  readonly cross: AttentionParams;
  readonly norm2: AnyNormParams;
  readonly ffn: FeedForwardParams | ExpertsParams;
  readonly norm3: AnyNormParams;
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
