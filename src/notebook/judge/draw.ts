/** What a case is drawn from. All sizes are such that no softmax saturates at scale 1. */
import type { Random } from '../../model/random.ts';
import { sizeOf } from './value.ts';
import type { Grid } from './value.ts';

type Shape = readonly number[];

/** Normal numbers with mean 0. */
export function normal(random: Random, shape: Shape, scale = 1): Grid {
  return fill(shape, () => scale * random.normal());
}

/** Uniform numbers from `low` to `high`. */
export function uniform(random: Random, shape: Shape, low = 0, high = 1): Grid {
  return fill(shape, () => low + (high - low) * random.uniform());
}

/** Whole numbers from 0 to below `count`: token ids. */
export function whole(random: Random, shape: Shape, count: number): Grid {
  const draw = () => Math.floor(random.uniform() * count);
  return { shape, data: Int32Array.from({ length: sizeOf(shape) }, draw) };
}

export function constant(shape: Shape, value: number): Grid {
  return fill(shape, () => value);
}

/** Given numbers, row by row. */
export function numbers(shape: Shape, data: readonly number[]): Grid {
  return { shape, data: Float32Array.from(data) };
}

/** A mask [B, S]: sample b has `lengths[b]` real tokens, 1, and then padding, 0. */
export function padding(lengths: readonly number[], S: number): Grid {
  const row = (length: number) => Array.from({ length: S }, (_, s) => (s < length ? 1 : 0));
  return numbers([lengths.length, S], lengths.flatMap(row));
}

/** A mask [T, S]: 1 where key s is not later than query t. */
export function causal(T: number, S = T): Grid {
  const data = Array.from({ length: T * S }, (_, at) => (at % S <= Math.floor(at / S) ? 1 : 0));
  return numbers([T, S], data);
}

/** The same numbers in another shape. */
export function reshape({ data }: Grid, shape: Shape): Grid {
  return { shape, data };
}

export interface Linear {
  readonly [name: string]: Grid;
  /** [in, out] */
  readonly weight: Grid;
  /** [out], not zeros: a bias that is left out is seen. */
  readonly bias: Grid;
}

export function linear(random: Random, D: number, F: number): Linear {
  return { weight: normal(random, [D, F], D ** -0.5), bias: normal(random, [F], 0.3) };
}

/** A gain near 1 and a bias near 0, neither of them exactly. */
export function norm(random: Random, D: number) {
  return { gain: uniform(random, [D], 0.5, 1.5), bias: normal(random, [D], 0.3) };
}

/** The weights of `AttentionParams`; keys and values are `width` wide. */
export function attention(random: Random, D: number, width = D) {
  return {
    query: linear(random, D, D),
    key: linear(random, D, width),
    value: linear(random, D, width),
    output: linear(random, D, D),
  };
}

export function feedForward(random: Random, D: number, F: number) {
  return { inner: linear(random, D, F), outer: linear(random, F, D) };
}

export function encoderLayer(random: Random, D: number, F: number) {
  return {
    self: attention(random, D),
    norm1: norm(random, D),
    ffn: feedForward(random, D, F),
    norm2: norm(random, D),
  };
}

export function decoderLayer(random: Random, D: number, F: number) {
  return {
    self: attention(random, D),
    norm1: norm(random, D),
    cross: attention(random, D),
    norm2: norm(random, D),
    ffn: feedForward(random, D, F),
    norm3: norm(random, D),
  };
}

function fill(shape: Shape, draw: () => number): Grid {
  return { shape, data: Float32Array.from({ length: sizeOf(shape) }, draw) };
}
