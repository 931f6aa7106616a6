import * as tf from '@tensorflow/tfjs-core';
import type { LayerCache } from '../cache.ts';
import { decoderLayer } from '../decoder.ts';
import type { DecoderLayerOptions } from '../decoder.ts';
import { encoderLayer } from '../encoder.ts';
import type { EncoderLayerOptions } from '../encoder.ts';
import type { DecoderLayerParams, EncoderLayerParams } from '../params.ts';
import type { AttentionCache } from '../relate.ts';
import { noTap, scope } from '../tap.ts';

export interface EncoderStackOptions extends Omit<EncoderLayerOptions, 'cache'> {
  /** One cache a layer, for a causal stack that goes on token by token. */
  readonly caches?: readonly AttentionCache[] | undefined;
}

export interface DecoderStackOptions extends Omit<DecoderLayerOptions, 'cache'> {
  /** One cache a layer. */
  readonly caches?: readonly LayerCache[] | undefined;
}

/**
 * Encoder layers one after the other, x [B, T, D] → [B, T, D]. The last norm of a pre-norm stack is
 * not among them. Taps: those of layer i under its number, `0.self.query` and so on.
 */
export function encoderStack(
  layers: readonly EncoderLayerParams[],
  x: tf.Tensor3D,
  { caches, tap = noTap, ...options }: EncoderStackOptions,
): tf.Tensor3D {
  const through = (x: tf.Tensor3D, params: EncoderLayerParams, i: number) =>
    encoderLayer(params, x, { ...options, cache: caches?.[i], tap: scope(tap, String(i)) });
  return tf.tidy(() => layers.reduce(through, x));
}

/**
 * Decoder layers one after the other, x [B, T, D] and memory [B, S, D] → [B, T, D]. All of them
 * read the same memory. Taps as in `encoderStack`.
 */
export function decoderStack(
  layers: readonly DecoderLayerParams[],
  x: tf.Tensor3D,
  memory: tf.Tensor3D,
  { caches, tap = noTap, ...options }: DecoderStackOptions,
): tf.Tensor3D {
  const through = (x: tf.Tensor3D, params: DecoderLayerParams, i: number) =>
    decoderLayer(params, x, memory, { ...options, cache: caches?.[i], tap: scope(tap, String(i)) });
  return tf.tidy(() => layers.reduce(through, x));
}
