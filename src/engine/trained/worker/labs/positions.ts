import * as tf from '@tensorflow/tfjs-core';
import {
  alibiBias,
  createRandom,
  initAttention,
  initEmbedding,
  initWordEmbedding,
  linear,
  multiHeadAttention,
  recorder,
  rotate,
  scaledDotProductAttention,
  sinusoidalPositions,
  splitHeads,
} from '../../../../model/index.ts';
import type { AttentionParams } from '../../../../model/index.ts';
import { JobError } from '../../../job-error.ts';
import {
  FARTHEST,
  LEARNED_POSITIONS,
  POSITION_HEADS as H,
  POSITION_WIDTH as D,
  TRIED_POSITIONS,
  positionsConflict,
  wordsOf,
} from '../../../labs/positions.ts';
import type { PositionsResult, PositionsSettings, Scheme } from '../../../labs/positions.ts';

/** Weights of one seed, and the way in which they know positions. */
interface Weights {
  readonly seed: number;
  readonly scheme: Scheme;
  readonly self: AttentionParams;
  /** The learned table before any training, [512, D]. */
  readonly table: tf.Tensor2D;
}

/** Swaps two words, and moves all positions: what of the outputs and scores changes. Keeps no tensor. */
export function run(settings: PositionsSettings): PositionsResult {
  const conflict = positionsConflict(settings);
  if (conflict) {
    const wanted = '2 to 10 words, and the places of two different ones';
    throw new JobError(conflict.field, wanted, String(settings[conflict.field]));
  }
  const words = wordsOf(settings.words);
  const [first, second] = [settings.first - 1, settings.second - 1];
  const results: PositionsResult[] = [];
  tf.tidy(() => {
    const weights = draw(settings);
    const places = swapped(
      words.map((_, i) => i),
      first,
      second,
    );
    const before = outputs(weights, words);
    const after = outputs(
      weights,
      places.map((i) => words[i] ?? ''),
    );
    const scores = scoresOf(weights, words, words, 0);
    const moved = scoresOf(weights, words, words, settings.offset);
    results.push({
      ...{ words, before, after, scores, moved },
      change: Float32Array.from(places, (place, i) =>
        gap(before.slice(i * D, (i + 1) * D), after.slice(place * D, (place + 1) * D)),
      ),
      shift: gap(scores, moved),
      size: Math.max(...scores.map(Math.abs)),
      ...extremes(weights, [words[first] ?? '', words[second] ?? ''], settings.offset),
    });
  });
  const [result] = results;
  if (!result) throw new Error('positions: no result');
  return result;
}

function draw({ seed, scheme }: PositionsSettings): Weights {
  const random = createRandom(seed);
  const self = initAttention(random, D);
  return { seed, scheme, self, table: initEmbedding(random, LEARNED_POSITIONS, D).table };
}

function outputs(weights: Weights, words: readonly string[]): Float32Array {
  const x = embedded(weights, words, 0); // [1, T, D]
  const [rotary, alibi] = [weights.scheme === 'rope', weights.scheme === 'alibi'];
  return multiHeadAttention(weights.self, x, x, { heads: H, rotary, alibi }).dataSync<'float32'>();
}

/** Scores of queries of some words and keys of others, both from position `offset` on: [H, T, S]. */
function scoresOf(
  weights: Weights,
  queries: readonly string[],
  keys: readonly string[],
  offset: number,
): Float32Array {
  const { self, scheme } = weights;
  const place = (side: 'query' | 'key', words: readonly string[]) => {
    const heads = splitHeads(linear(self[side], embedded(weights, words, offset)), H); // [1, H, T, K]
    return scheme === 'rope' ? rotate(heads, { offset }) : heads;
  };
  const [query, key] = [place('query', queries), place('key', keys)];
  const [T, S] = [queries.length, keys.length];
  const { tap, tensors } = recorder();
  const bias = scheme === 'alibi' ? alibiAt(T, S, offset) : undefined; // [1, H, T, S]
  scaledDotProductAttention(query, key, key, { bias, tap });
  const found = tensors.find(({ name }) => name === (bias ? 'biased' : 'scores'));
  if (!found) throw new Error('positions: no scores');
  return found.data;
}

/** The bias of queries and keys from `offset` on: the last columns of what T more tokens would get. */
function alibiAt(T: number, S: number, offset: number): tf.Tensor {
  const all = alibiBias(H, T, offset + S, offset); // [H, T, offset + S]
  return tf.expandDims(tf.slice(all, [0, 0, offset], [H, T, S])); // [1, H, T, S]
}

/** Words as vectors, each the same wherever it stands, with positions if they are added: [1, T, D]. */
function embedded(
  { seed, scheme, table }: Weights,
  words: readonly string[],
  offset: number,
): tf.Tensor3D {
  const T = words.length;
  const plain = initWordEmbedding(seed, words, D).table; // [T, D]
  const added =
    scheme === 'sinusoid'
      ? sinusoidalPositions(T, D, offset)
      : scheme === 'learned'
        ? tf.slice(table, [offset, 0], [T, D])
        : undefined;
  return tf.expandDims<tf.Tensor3D>(added ? tf.add(plain, added) : plain);
}

/** The lowest and the highest score at each distance, of one word asking another, [H, 2·F + 1]. */
function extremes(
  weights: Weights,
  [asks, answers]: readonly [string, string],
  offset: number,
): Pick<PositionsResult, 'lowest' | 'highest'> {
  const N = TRIED_POSITIONS;
  const row = 2 * FARTHEST + 1;
  const lowest = new Float32Array(H * row).fill(Infinity);
  const highest = new Float32Array(H * row).fill(-Infinity);
  const many = (word: string) => Array<string>(N).fill(word);
  for (const start of [0, offset]) {
    scoresOf(weights, many(asks), many(answers), start).forEach((score, at) => {
      const [h, i, j] = [Math.floor(at / (N * N)), Math.floor(at / N) % N, at % N];
      if (Math.abs(i - j) > FARTHEST) return;
      const cell = h * row + i - j + FARTHEST;
      lowest[cell] = Math.min(lowest[cell] ?? score, score);
      highest[cell] = Math.max(highest[cell] ?? score, score);
    });
  }
  return { lowest, highest };
}

function swapped<Item>(items: readonly Item[], a: number, b: number): Item[] {
  return items.map((item, i) => items[i === a ? b : i === b ? a : i] ?? item);
}

/** The largest difference. */
function gap(a: Float32Array, b: Float32Array): number {
  return Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? NaN))));
}
