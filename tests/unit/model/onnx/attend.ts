import * as tf from '@tensorflow/tfjs-core';
import {
  causalMask,
  combineMasks,
  growingCache,
  joinHeads,
  multiHeadAttention,
  paddingMask,
  scaledDotProductAttention,
  shareHeads,
  slidingWindowMask,
  splitHeads,
} from '../../../../src/model/index.ts';
import type { AttentionParams, LinearParams, Tap } from '../../../../src/model/index.ts';
import type { OperatorCase } from './cases.ts';

/** Queries [B, H, T, K], keys and values of this call [B, G, S, K], and of earlier ones. */
interface Heads {
  readonly query: tf.Tensor4D;
  readonly key: tf.Tensor4D;
  readonly value: tf.Tensor4D;
  readonly past: { readonly key: tf.Tensor4D; readonly value: tf.Tensor4D } | undefined;
}

function headsOf({ attributes, tensor, has }: OperatorCase): Heads {
  const split = (role: string, heads: string) => {
    const given = tensor(role);
    const four = given.rank === 4;
    return four
      ? (given as tf.Tensor4D)
      : splitHeads(given as tf.Tensor3D, Number(attributes[heads]));
  };
  return {
    query: split('Q', 'q_num_heads'),
    key: split('K', 'kv_num_heads'),
    value: split('V', 'kv_num_heads'),
    past: has('past_key')
      ? { key: tensor<tf.Rank.R4>('past_key'), value: tensor<tf.Rank.R4>('past_value') }
      : undefined,
  };
}

/** How many keys came before the first query: for all samples, or one number a sample. */
function offsets({ tensor, has }: OperatorCase, { query, past }: Heads): number[] {
  const [, , T] = query.shape;
  if (!has('nonpad_kv_seqlen')) return [past?.key.shape[2] ?? 0];
  return Array.from(tensor('nonpad_kv_seqlen').dataSync(), (length) => length - T);
}

/** The left side of a window, if there is one. */
function windowOf({ attributes }: OperatorCase): number | undefined {
  const left = Number(attributes['left_window_size'] ?? -1);
  return left < 0 ? undefined : left + 1;
}

/** Everything that blocks a key, apart from a window if `window` is given elsewhere. */
function maskOf(one: OperatorCase, heads: Heads, window: number | undefined) {
  const [T, S] = [heads.query.shape[2], heads.key.shape[2] + (heads.past?.key.shape[2] ?? 0)];
  const perSample = (make: (offset: number) => tf.Tensor2D) =>
    tf.expandDims(tf.stack(offsets(one, heads).map(make)), 1); // [B, 1, T, S] or [1, 1, T, S]
  const causal = Number(one.attributes['is_causal'] ?? 0) === 1;
  return combineMasks(
    one.has('keep') ? one.tensor('keep') : undefined,
    causal ? perSample((offset) => causalMask(T, S, offset)) : undefined,
    window === undefined ? undefined : perSample((at) => slidingWindowMask(window, T, S, at)),
    one.has('nonpad_kv_seqlen')
      ? paddingMask(Array.from(one.tensor('nonpad_kv_seqlen').dataSync()), S)
      : undefined,
  );
}

/** The operator's scale stands in the place of 1/√K; ours is divided by the temperature. */
function temperatureOf({ attributes }: OperatorCase, K: number): number {
  const { scale } = attributes;
  return scale === undefined ? 1 : 1 / (Number(scale) * Math.sqrt(K));
}

/** In the layout of the case: heads apart, or side by side. */
function laidOut(one: OperatorCase, output: tf.Tensor4D): tf.Tensor {
  return one.tensor('Q').rank === 4 ? output : joinHeads(output);
}

/** The case through `scaledDotProductAttention`, and the mask that it was given. */
export function byDotProduct(one: OperatorCase, tap?: Tap) {
  const heads = headsOf(one);
  const { query, past } = heads;
  const [, H, , K] = query.shape;
  const join = (role: 'key' | 'value') =>
    shareHeads(past ? tf.concat([past[role], heads[role]], 2) : heads[role], H);
  const mask = maskOf(one, heads, windowOf(one));
  const bias = one.has('attn_mask') ? one.tensor('attn_mask') : undefined;
  const options = { mask, bias, temperature: temperatureOf(one, K), tap };
  const output = scaledDotProductAttention(query, join('key'), join('value'), options);
  return { output: laidOut(one, output), mask };
}

/** Whether `multiHeadAttention` has what the case wants: one mask for all heads, no added one. */
export function fitsMultiHead(one: OperatorCase): boolean {
  const shape = one.has('keep') ? one.packed('keep').shape : [];
  return !one.has('attn_mask') && (shape.at(-3) ?? 1) === 1;
}

/**
 * The case through `multiHeadAttention`, with weights that only pick: the memory holds keys and
 * values side by side.
 */
export function byMultiHead(one: OperatorCase): tf.Tensor {
  const heads = headsOf(one);
  const [x, key, value] = [joinHeads(heads.query), joinHeads(heads.key), joinHeads(heads.value)];
  const [B, T, D] = x.shape;
  const [, H, , K] = heads.query.shape;
  const [before, width] = [key.shape[2], value.shape[2]];
  const output = (width / heads.key.shape[1]) * H;
  const params: AttentionParams = {
    query: picking(D, 0, D),
    key: picking(before + width, 0, before),
    value: picking(before + width, before, width),
    output: picking(output, 0, output),
  };
  const cache = heads.past && growingCache();
  if (heads.past) cache?.keep(heads.past);
  // One window for all samples goes through the option, else it is part of the mask.
  const [window, shared] = [windowOf(one), offsets(one, heads).length === 1];
  const joined = multiHeadAttention(params, x, tf.concat([key, value], 2), {
    heads: H,
    cache,
    mask: maskOf(one, heads, shared ? undefined : window),
    window: shared ? window : undefined,
    temperature: temperatureOf(one, K),
  });
  cache?.dispose();
  const cut = tf.transpose(tf.reshape(joined, [B, T, H, output / H]), [0, 2, 1, 3]);
  return laidOut(one, cut as tf.Tensor4D);
}

/** A linear layer that picks `count` channels from `from` on, of `width`. */
function picking(width: number, from: number, count: number): LinearParams {
  const weight = tf.slice(tf.eye(width), [0, from], [width, count]);
  return { weight, bias: tf.zeros([count]) };
}
