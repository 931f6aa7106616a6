import * as tf from '@tensorflow/tfjs-core';
import {
  createRandom,
  maskedSoftmax,
  recorder,
  scaledDotProductAttention,
} from '../../../../model/index.ts';
import type { Random } from '../../../../model/index.ts';
import { SCALE_WIDTHS } from '../../../labs/scale.ts';
import type { ScaleResult, ScaleRow, ScaleSettings, Softness } from '../../../labs/scale.ts';

/** T, queries over which the means are taken. */
const QUERIES = 256;

interface Drawn {
  readonly query: tf.Tensor2D; // [T, K]
  readonly key: tf.Tensor2D; // [S, K]
  readonly random: Random;
}

/**
 * Measures what the division of the scores by √K does, with and without it, at each width: Vaswani
 * et al. 2017, section 3.2.1 and its footnote 4. Keeps no tensor.
 */
export function run({ keys, width, seed }: ScaleSettings): ScaleResult {
  const rows = SCALE_WIDTHS.map((one) => measure(one, keys, seed));
  const [plain, scaled] = [1 / Math.sqrt(width), 1].map((temperature) =>
    sortedPattern(width, keys, seed, temperature),
  );
  if (!plain || !scaled) throw new Error('scale: no pattern');
  return { rows, plain, scaled };
}

function measure(width: number, keys: number, seed: number): ScaleRow {
  const results: ScaleRow[] = [];
  tf.tidy(() => {
    const drawn = draw(width, keys, seed);
    const gradient: tf.Tensor2D = normal(drawn.random, [QUERIES, keys]);
    const scores = recordOf(drawn, 'scores', 1); // divided by √K already
    const spread = Math.sqrt(width) * Math.sqrt(tf.moments(scores).variance.arraySync() as number);
    const soften = (temperature: number): Softness => {
      const shares = recordOf(drawn, 'pattern', temperature);
      const push = tf.grad((z) => tf.sum(tf.mul(maskedSoftmax(z), gradient)));
      const logits: tf.Tensor2D = tf.div(scores, temperature);
      return { largest: meanLargest(shares), gradient: medianLength(push(logits)) };
    };
    results.push({ width, spread, plain: soften(1 / Math.sqrt(width)), scaled: soften(1) });
  });
  const [row] = results;
  if (!row) throw new Error('scale: no row');
  return row;
}

/** A tap of the attention that the course steps through; temperature 1/√K undoes the scale. */
function recordOf({ query, key }: Drawn, name: string, temperature: number): tf.Tensor2D {
  const { tap, tensors } = recorder();
  scaledDotProductAttention(query, key, key, { temperature, tap });
  const found = tensors.find((one) => one.name === name);
  if (!found) throw new Error(`scale: no ${name}`);
  return tf.tensor2d(found.data, [QUERIES, key.shape[0]]); // [T, S]
}

function sortedPattern(width: number, keys: number, seed: number, temperature: number) {
  const shares = tf.tidy(() =>
    recordOf(draw(width, keys, seed), 'pattern', temperature)
      .dataSync<'float32'>()
      .slice(0, keys),
  );
  return shares.sort((a, b) => b - a);
}

function draw(width: number, keys: number, seed: number): Drawn {
  const random = createRandom(seed);
  return { query: normal(random, [QUERIES, width]), key: normal(random, [keys, width]), random };
}

function normal(random: Random, shape: [number, number]): tf.Tensor2D {
  const data = Float32Array.from({ length: shape[0] * shape[1] }, random.normal);
  return tf.tensor2d(data, shape);
}

function meanLargest(shares: tf.Tensor2D): number {
  return tf.mean(tf.max(shares, -1)).arraySync() as number;
}

/** The median of the lengths of the rows. */
function medianLength(rows: tf.Tensor): number {
  const lengths = tf.norm(rows, 'euclidean', -1).dataSync<'float32'>().slice().sort();
  return lengths[lengths.length >> 1] ?? NaN;
}
