import * as tf from '@tensorflow/tfjs-core';
import { joinHeads, scaledDotProductAttention, splitHeads } from '../attention.ts';
import type { AttentionOptions } from '../attention.ts';
import { expectBroadcast, expectDivisible, expectFinite, expectShape } from '../check.ts';
import { encoderLayer } from '../encoder.ts';
import type { EncoderLayerOptions } from '../encoder.ts';
import { linear } from '../linear.ts';
import { combineMasks } from '../mask.ts';
import type { AttentionParams, EncoderLayerParams } from '../params.ts';
import { noTap, scope } from '../tap.ts';
import { bandMask, bands, chunkQueries, expectReach } from './band.ts';
import { chunksOf } from './geometry.ts';
import type { LocalGlobalReach } from './geometry.ts';
import { pickTokens, placeTokens } from './global.ts';

export interface LocalGlobalOptions
  extends LocalGlobalReach, Pick<AttentionOptions, 'heads' | 'temperature' | 'tap'> {
  /** Padding: [B, 1, 1, T], 1 = may be attended to. */
  readonly mask?: tf.Tensor | undefined;
}

export interface LocalGlobalLayerOptions
  extends LocalGlobalOptions, Pick<EncoderLayerOptions, 'norm' | 'activation' | 'top'> {}

/**
 * Sliding-window attention with global tokens, [B, T, D] → [B, T, D].
 *
 *     query t sees key s   if |t − s| < window, or t is global, or s is global
 *                          and, if causal, s ≤ t
 *
 * Beltagy et al. 2020, section 3.1, with one set of projections (theirs gives global tokens a second
 * one). The result is that of `multiHeadAttention` with the mask above, but no [T, T] matrix exists:
 * the sequence is cut into N chunks of W = window − 1 tokens, and a chunk of queries meets the keys
 * of its own chunk and its neighbors', and the global keys, in one softmax. Time and memory grow
 * with T·window.
 *
 * Taps: `query`, `key`, `value` [B, H, T, K]; `near.query` [B, H, N, W, K], `near.key` and
 * `near.value` [B, H, N, S, K], those of the dot product under `near`; with global tokens `far.query`
 * [B, H, G, K] and those of the dot product under `far`; `mix` [B, H, T, K], `joined`, `output`.
 *
 * @throws ModelError if the shapes disagree, a global token is not in the sequence, heads do not
 * divide D, or `x` is not finite.
 */
export function localGlobalAttention(
  params: AttentionParams,
  x: tf.Tensor3D,
  options: LocalGlobalOptions,
): tf.Tensor3D {
  const { heads: H, mask, tap = noTap } = options;
  const [B, T] = x.shape;
  checkLocal(params, x, options);
  return tf.tidy(() => {
    const project = (name: 'query' | 'key' | 'value') =>
      tap(name, splitHeads(linear(params[name], x, scope(tap, name)), H)); // [B, H, T, K]
    const heads = { query: project('query'), key: project('key'), value: project('value') };
    const padding =
      mask && tf.reshape<tf.Rank.R4>(tf.broadcastTo(mask, [B, 1, 1, T]), [B, 1, T, 1]); // [B, 1, T, 1]
    const near = nearAttention(heads, padding, options); // [B, H, T, K]
    const mix = tap('mix', withGlobal(near, heads, padding, options)); // [B, H, T, K]
    const joined = tap('joined', joinHeads(mix)); // [B, T, D]
    return tap('output', linear(params.output, joined, scope(tap, 'output'))); // [B, T, D]
  });
}

/** An encoder layer whose tokens look at each other by `localGlobalAttention`. */
export function localGlobalLayer(
  params: EncoderLayerParams,
  x: tf.Tensor3D,
  { window, causal, globals, ...options }: LocalGlobalLayerOptions,
): tf.Tensor3D {
  const reach = { window, causal, globals };
  return encoderLayer(params, x, {
    ...options,
    attend: (self, x, given) => localGlobalAttention(self, x, { ...given, ...reach }),
  });
}

interface Heads {
  readonly query: tf.Tensor4D;
  readonly key: tf.Tensor4D;
  readonly value: tf.Tensor4D;
}

/** Every query in its chunk, with the keys around it and the global ones: [B, H, T, K]. */
function nearAttention(
  { query, key, value }: Heads,
  padding: tf.Tensor4D | undefined,
  { temperature, tap = noTap, ...reach }: LocalGlobalOptions,
): tf.Tensor4D {
  const [B, H, T, K] = query.shape;
  const chunks = chunksOf(T, reach);
  const { size, count, keys } = chunks;
  const near = scope(tap, 'near');
  const asked = near('query', chunkQueries(query, chunks)); // [B, H, N, W, K]
  const met = near('key', bands(key, T, reach)); // [B, H, N, S, K]
  const values = near('value', bands(value, T, reach)); // [B, H, N, S, K]
  const band = tf.reshape(bandMask(T, reach), [1, 1, count, size, keys]); // [1, 1, N, W, S]
  const real = padding && tf.reshape(bands(padding, T, reach), [B, 1, count, 1, keys]); // [B, 1, N, 1, S]
  const mask = combineMasks(band, real); // [1, 1, N, W, S] or [B, 1, N, W, S]
  const options = { mask, temperature, tap: near };
  const mix = scaledDotProductAttention(asked, met, values, options); // [B, H, N, W, K]
  const flat = tf.reshape<tf.Rank.R4>(mix, [B, H, count * size, K]); // [B, H, N·W, K]
  return tf.slice(flat, [0, 0, 0, 0], [B, H, T, K]); // [B, H, T, K]
}

/** `near` with the rows of the global tokens replaced: they look at the whole sequence. */
function withGlobal(
  near: tf.Tensor4D,
  { query, key, value }: Heads,
  padding: tf.Tensor4D | undefined,
  { globals = [], causal = false, temperature, tap = noTap }: LocalGlobalOptions,
): tf.Tensor4D {
  if (globals.length === 0) return near;
  const [B, , T] = query.shape;
  const far = scope(tap, 'far');
  const asked = far('query', pickTokens(query, globals)); // [B, H, G, K]
  const real = padding && tf.reshape(padding, [B, 1, 1, T]); // [B, 1, 1, T]
  const seen = combineMasks(real, causal ? pastMask(globals, T) : undefined); // [B, 1, 1, T] or [B, 1, G, T]
  const mask = seen && tf.broadcastTo(seen, [B, 1, globals.length, T]); // [B, 1, G, T]
  const options = { mask, temperature, tap: far };
  return placeTokens(near, scaledDotProductAttention(asked, key, value, options), globals);
}

/** Which tokens came before each global token, itself among them: [1, 1, G, T]. */
function pastMask(globals: readonly number[], T: number): tf.Tensor4D {
  const row = (query: number) => Array.from({ length: T }, (_, key) => (key <= query ? 1 : 0));
  return tf.tensor4d(globals.flatMap(row), [1, 1, globals.length, T]);
}

function checkLocal(params: AttentionParams, x: tf.Tensor3D, options: LocalGlobalOptions): void {
  const where = 'localGlobalAttention';
  const [B, T] = x.shape;
  const [D, width] = params.query.weight.shape;
  expectShape(where, 'x', x, ['B', 'T', D]);
  expectShape(where, 'key', params.key.weight, [D, width]);
  expectShape(where, 'value', params.value.weight, [D, width]);
  expectDivisible(where, width, options.heads);
  expectReach(where, T, options);
  if (options.mask) expectBroadcast(where, options.mask, [B, 1, 1, T]);
  expectFinite(where, 'x', x);
}
