import * as tf from '@tensorflow/tfjs-core';
import { expectShape, readSync } from './check.ts';
import { ModelError } from './error.ts';
import { fused, hasFused } from './fused.ts';
import type { EmbeddingParams } from './params.ts';
import { sinusoidalPositions } from './positions.ts';
import { noTap } from './tap.ts';
import type { Tap } from './tap.ts';

/**
 * Looks up one row of the table a token: ids [B, T] → [B, T, D].
 *
 *     E[b, t] = table[ids[b, t]]
 *
 * It multiplies by one-hot rows rather than gather, because wasm lacks the gradient of gather. The
 * result is exactly the row: every other term of the sum is 0. The one-hot rows come from `equal`,
 * because `tf.oneHot` refuses a table of one row.
 *
 * @throws ModelError if an id is not a row of the table (looked at only on `cpu` and `wasm`).
 */
export function embedding(params: EmbeddingParams, ids: tf.Tensor2D): tf.Tensor3D {
  const { table } = params;
  const [B, T] = ids.shape;
  const [V, D] = table.shape;
  expectShape('embedding', 'ids', ids, ['B', 'T']);
  expectIds(ids, V);
  const quick = fused('Embedding', { table, ids }, { scale: 1 });
  if (quick) return quick as tf.Tensor3D;
  return tf.tidy(() => {
    const picked = tf.equal(tf.reshape(ids, [-1, 1]), tf.range(0, V, 1, 'int32')); // [B·T, V]
    const rows = tf.matMul(tf.cast(picked, 'float32'), table); // [B·T, D]
    return tf.reshape(rows, [B, T, D]); // [B, T, D]
  });
}

/**
 * The way back: how much each vector points to each row of the table, x [B, T, D] → [B, T, V].
 *
 *     U = X·Eᵀ
 *
 * Press and Wolf 2017; Vaswani et al. 2017, section 3.4: a model's logits are tied to its embedding.
 *
 * @throws ModelError if the width of `x` is not D.
 */
export function unembed({ table }: EmbeddingParams, x: tf.Tensor3D): tf.Tensor3D {
  const [B, T] = x.shape;
  const [V, D] = table.shape;
  expectShape('unembed', 'x', x, ['B', 'T', D]);
  return tf.tidy(() => {
    const rows = tf.reshape<tf.Rank.R2>(x, [-1, D]); // [B·T, D]
    const scores = tf.matMul(rows, table, false, true); // [B·T, V]
    return tf.reshape<tf.Rank.R3>(scores, [B, T, V]); // [B, T, V]
  });
}

/** How tokens become vectors. */
export interface EmbedOptions {
  /**
   * Whether positions are added: learned ones if the weights have them, else sinusoidal ones. Yes,
   * unless told otherwise.
   */
  readonly positions?: boolean | undefined;
  /** Whether embeddings are multiplied by √D, as in the paper. No, unless told otherwise. */
  readonly scaled?: boolean | undefined;
  /** The position of the first token: how many came before it. */
  readonly offset?: number | undefined;
  readonly tap?: Tap | undefined;
}

/**
 * Tokens as vectors that know their place: ids [B, T] → x [B, T, D].
 *
 *     X = E + PE,   or √D·E + PE if `scaled`
 *
 * Vaswani et al. 2017, sections 3.4 and 3.5. Without the factor √D the table itself has to be of
 * the order of 1: see `initEmbedding`.
 * Taps: `embedding` [B, T, D], `scaled` [B, T, D] if they are, `positions` [1, T, D] if they are
 * added, `x` [B, T, D].
 *
 * @throws ModelError if an id is not in the table, or there are more tokens than learned positions.
 */
export function embed(
  params: EmbeddingParams,
  ids: tf.Tensor2D,
  { positions = true, scaled = false, offset = 0, tap = noTap }: EmbedOptions = {},
): tf.Tensor3D {
  const [, T] = ids.shape;
  const [V, D] = params.table.shape;
  if (tap === noTap && hasFused('Embedding')) {
    expectIds(ids, V);
    const scale = scaled ? Math.sqrt(D) : 1;
    return tf.tidy(() => {
      const places = positions ? placesOf(params, T, offset) : undefined; // [T, D]
      return fused('Embedding', { table: params.table, ids, places }, { scale }) as tf.Tensor3D;
    });
  }
  return tf.tidy(() => {
    const plain = tap('embedding', embedding(params, ids)); // [B, T, D]
    const tokens = scaled ? tap('scaled', tf.mul<tf.Tensor3D>(plain, Math.sqrt(D))) : plain; // [B, T, D]
    if (!positions) return tap('x', tokens);
    const rows = placesOf(params, T, offset); // [T, D]
    const places = tap('positions', tf.expandDims<tf.Tensor3D>(rows)); // [1, T, D]
    return tap('x', tf.add<tf.Tensor3D>(tokens, places)); // [B, T, D]
  });
}

/** The positions of T tokens from `offset` on, [T, D]. */
function placesOf({ table, places }: EmbeddingParams, T: number, offset: number): tf.Tensor2D {
  const [, D] = table.shape;
  if (!places) return sinusoidalPositions(T, D, offset);
  const [most] = places.shape;
  if (offset + T > most) throw new ModelError('embed', `at most ${most} tokens`, `${offset + T}`);
  return tf.slice(places, [offset, 0], [T, D]);
}

function expectIds(ids: tf.Tensor, V: number): void {
  const bad = readSync(ids)?.find((id) => !Number.isInteger(id) || id < 0 || id >= V);
  if (bad !== undefined) {
    throw new ModelError('embedding', `whole ids from 0 to ${V - 1}`, String(bad));
  }
}
