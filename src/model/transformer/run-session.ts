import * as tf from '@tensorflow/tfjs-core';
import type { OwnedCache } from '../cache.ts';
import { ModelError } from '../error.ts';

/**
 * Decoding in progress: what has been fed so far, as keys and values or as the tokens themselves.
 * The caller ends it with `dispose`.
 */
export interface Session {
  /** Feeds the same number of tokens to every sample; returns the logits of the next, [B][V]. */
  readonly feed: (tokens: readonly (readonly number[])[]) => Float32Array[];
  /** Goes on with the samples at these places, which may repeat. */
  readonly reorder: (samples: readonly number[]) => void;
  /** How many tokens each sample has been fed. */
  readonly length: number;
  /** What the caches take up; 0 without them. */
  readonly bytes: number;
  readonly dispose: () => void;
}

/**
 * A session of a model. With caches, `run` gets the new tokens alone, else all tokens so far.
 *
 * @param run ids [B, T] → logits [B, T, V]
 */
export function createSession(
  caches: readonly OwnedCache[],
  run: (ids: tf.Tensor2D) => tf.Tensor3D,
): Session {
  let fed: (readonly number[])[] = [];
  return {
    feed: (tokens) => {
      const all = tokens.map((row, b) => [...(fed[b] ?? []), ...row]);
      expectRows(tokens, fed.length);
      const last = tf.tidy(() => lastRows(run(toIds(caches.length > 0 ? tokens : all)))); // [B, 1, V]
      const rows = readRows(last);
      last.dispose();
      fed = all;
      return rows;
    },
    reorder: (samples) => {
      caches.forEach((cache) => cache.reorder(samples));
      fed = samples.map((sample) => fed[sample] ?? []);
    },
    get length() {
      return fed[0]?.length ?? 0;
    },
    get bytes() {
      return caches.reduce((sum, { bytes }) => sum + bytes, 0);
    },
    dispose: () => {
      caches.forEach((cache) => cache.dispose());
      fed = [];
    },
  };
}

/** Rows of ids of equal length as a tensor, [B, T]. */
export function toIds(rows: readonly (readonly number[])[]): tf.Tensor2D {
  return tf.tensor2d(
    rows.map((row) => [...row]),
    [rows.length, rows[0]?.length ?? 0],
    'int32',
  );
}

/** The logits at the last token of every sample. */
function lastRows(logits: tf.Tensor3D): tf.Tensor3D {
  const [B, T, V] = logits.shape;
  return T === 1 ? logits : tf.slice(logits, [0, T - 1, 0], [B, 1, V]); // [B, 1, V]
}

function readRows(last: tf.Tensor3D): Float32Array[] {
  const [B, , V] = last.shape;
  const data = last.dataSync<'float32'>();
  return Array.from({ length: B }, (_, b) => data.slice(b * V, (b + 1) * V));
}

function expectRows(tokens: readonly (readonly number[])[], samples: number): void {
  const [first] = tokens;
  const lengths = tokens.map(({ length }) => length);
  if (!first || first.length === 0 || lengths.some((length) => length !== first.length)) {
    throw new ModelError(
      'feed',
      'rows of one and the same length, at least 1',
      `[${lengths.join()}]`,
    );
  }
  if (samples > 0 && samples !== tokens.length) {
    throw new ModelError('feed', `${samples} rows, one a sample`, `${tokens.length} rows`);
  }
}
