import * as tf from '@tensorflow/tfjs-core';
import type { LayerCache } from '../cache.ts';
import { layerOptions } from '../config.ts';
import { embed } from '../embedding.ts';
import { tokenMask } from '../mask.ts';
import { normalize } from '../norm.ts';
import { noTap, scope } from '../tap.ts';
import type { Tap } from '../tap.ts';
import type { Seq2SeqConfig } from './config.ts';
import { toLogits } from './logits.ts';
import type { Seq2SeqParams } from './params.ts';
import { decoderStack, encoderStack } from './stack.ts';
import { embedOptions } from './text-model.ts';

/** What the decoder reads: the encoder's result, and which of its tokens are not padding. */
export interface Memory {
  /** [B, S, D] */
  readonly memory: tf.Tensor3D;
  /** [B, 1, 1, S] */
  readonly memoryMask: tf.Tensor4D;
}

export interface DecodeOptions {
  /** One cache a layer: `ids` are the new tokens alone, and none of them is padding. */
  readonly caches?: readonly LayerCache[] | undefined;
  readonly tap?: Tap | undefined;
}

/**
 * The encoder: source ids [B, S] → memory [B, S, D] with its mask. Tokens of the id
 * `config.padding` are attended to by nobody.
 * Taps: `source.*`, `encoder.0.*` and so on, `encoderNorm` if the layers are pre-norm.
 */
export function encode(
  params: Seq2SeqParams,
  config: Seq2SeqConfig,
  ids: tf.Tensor2D,
  tap: Tap = noTap,
): Memory {
  return tf.tidy(() => {
    const memoryMask = tokenMask(ids, config.padding); // [B, 1, 1, S]
    const x = embed(params.source, ids, embedOptions(config, 0, scope(tap, 'source'))); // [B, S, D]
    const options = { ...layerOptions(config), mask: memoryMask, tap: scope(tap, 'encoder') };
    const read = encoderStack(params.encoder, x, options); // [B, S, D]
    const { encoderNorm: norm } = params;
    const memory = norm ? tap('encoderNorm', normalize(norm, read)) : read; // [B, S, D]
    return { memory, memoryMask };
  });
}

/**
 * The decoder: target ids [B, T] and the memory → logits [B, T, V] of the token after each.
 * Taps: `target.*`, `decoder.0.*` and so on, `decoderNorm` if the layers are pre-norm, `logits`.
 */
export function decode(
  params: Seq2SeqParams,
  config: Seq2SeqConfig,
  ids: tf.Tensor2D,
  { memory, memoryMask }: Memory,
  { caches, tap = noTap }: DecodeOptions = {},
): tf.Tensor3D {
  const embedding = params.target ?? params.source;
  const before = caches?.[0]?.self.length ?? 0;
  return tf.tidy(() => {
    const x = embed(embedding, ids, embedOptions(config, before, scope(tap, 'target'))); // [B, T, D]
    const mask = caches ? undefined : tokenMask(ids, config.padding); // [B, 1, 1, T]
    const inner = { mask, memoryMask, caches, tap: scope(tap, 'decoder') };
    const options = { ...layerOptions(config), ...inner };
    const read = decoderStack(params.decoder, x, memory, options); // [B, T, D]
    const { decoderNorm: norm } = params;
    const last = norm ? tap('decoderNorm', normalize(norm, read)) : read; // [B, T, D]
    return toLogits(embedding, params.logits, last, tap); // [B, T, V]
  });
}

/**
 * Encoder and decoder at once, with the right answer as the decoder's input (teacher forcing):
 * source ids [B, S] and target ids [B, T], which begin with the start token → logits [B, T, V].
 */
export function seq2seq(
  params: Seq2SeqParams,
  config: Seq2SeqConfig,
  source: tf.Tensor2D,
  target: tf.Tensor2D,
  tap: Tap = noTap,
): tf.Tensor3D {
  return tf.tidy(() =>
    decode(params, config, target, encode(params, config, source, tap), { tap }),
  );
}
