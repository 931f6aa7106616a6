import type * as tf from '@tensorflow/tfjs-core';
import { attendFew } from './attend-few.ts';
import { headsOf, putHeads, takeHeads, takeTransposed } from './heads.ts';
import { multiplyEach } from './multiply-each.ts';
import { maskedSoftmax } from './softmax.ts';
import { free } from './wasm.ts';
import type { Call, Inputs } from './wasm.ts';

/** A name of our own: tfjs has no such kernel. It has no gradient. */
export const ATTENTION = 'Attention';

type Attended = Inputs<'query' | 'key' | 'value'> & Partial<Inputs<'mask'>>;

interface Attributes {
  /** H, for tensors in which the heads lie side by side in the width. */
  readonly heads?: number | undefined;
}

/** With fewer terms in the scores of a head, they are computed one by one. */
const FEW = 4000;

/**
 * Scaled dot-product attention of all heads at once. Queries, keys and values come by head,
 * [B, H, T, K], or side by side, [B, T, H·K]; the result lies as the queries do.
 *
 * tfjs computes it in about twelve kernels, of which eight only move numbers.
 */
export function attention({ inputs, backend, attrs }: Call<Attended, Attributes>): tf.TensorInfo {
  const { query, key, value, mask } = inputs;
  const [asks, answers] = [headsOf(query, attrs.heads), headsOf(key, attrs.heads)];
  if (asks.T * answers.T * asks.K < FEW) return attendFew(backend, inputs, asks, answers);
  const q = takeHeads(backend, query, asks, 1 / Math.sqrt(asks.K)); // [B, H, T, K]
  const k = takeTransposed(backend, key, answers); // [B, H, K, S]
  const v = takeHeads(backend, value, answers, 1); // [B, H, S, K]
  const scores = multiplyEach(backend, q, k); // [B, H, T, S]
  const inputsOfSoftmax = mask ? { scores, mask } : { scores };
  const pattern = maskedSoftmax({ inputs: inputsOfSoftmax, backend, attrs: {} }); // [B, H, T, S]
  const mix = multiplyEach(backend, pattern, v); // [B, H, T, K]
  const out = backend.makeOutput(query.shape, 'float32');
  putHeads(backend, mix, out, asks);
  for (const tensor of [q, k, v, scores, pattern, mix]) free(backend, tensor);
  return out;
}
