import * as tf from '@tensorflow/tfjs-core';
import { layerOptions } from '../config.ts';
import { embed } from '../embedding.ts';
import { causalMask, combineMasks } from '../mask.ts';
import { normalize } from '../norm.ts';
import type { AttentionCache } from '../relate.ts';
import { noTap, scope } from '../tap.ts';
import type { Tap } from '../tap.ts';
import type { TextModelConfig } from './config.ts';
import { toLogits } from './logits.ts';
import type { TextModelParams } from './params.ts';
import { encoderStack } from './stack.ts';

export interface TextModelOptions {
  /** Padding, combined with the causal mask of a causal model. Broadcasts to [B, 1, T, S]. */
  readonly mask?: tf.Tensor | undefined;
  /** One cache a layer, in a causal model: `ids` are the new tokens alone. */
  readonly caches?: readonly AttentionCache[] | undefined;
  readonly tap?: Tap | undefined;
}

/**
 * A stack on embedded tokens: ids [B, T] → x [B, T, D]. It reads both ways like BERT (Devlin et al.
 * 2019), or, if `causal`, back only like GPT (Radford et al. 2018).
 * Taps: `embedding.*`, `layers.0.*` and so on, `norm` if the layers are pre-norm.
 */
export function textModel(
  params: TextModelParams,
  config: TextModelConfig,
  ids: tf.Tensor2D,
  { mask: padding, caches, tap = noTap }: TextModelOptions = {},
): tf.Tensor3D {
  const [, T] = ids.shape;
  const before = caches?.[0]?.length ?? 0;
  return tf.tidy(() => {
    const x = embed(params.embedding, ids, embedOptions(config, before, scope(tap, 'embedding'))); // [B, T, D]
    const causal = config.causal ? causalMask(T, before + T, before) : undefined; // [T, S]
    const mask = combineMasks(causal, padding); // [B, 1, T, S]
    const options = { ...layerOptions(config), mask, caches, tap: scope(tap, 'layers') };
    const read = encoderStack(params.layers, x, options); // [B, T, D]
    return params.norm ? tap('norm', normalize(params.norm, read)) : read; // [B, T, D]
  });
}

/** The text model with logits: ids [B, T] → [B, T, V]. One more tap: `logits`. */
export function textLogits(
  params: TextModelParams,
  config: TextModelConfig,
  ids: tf.Tensor2D,
  options: TextModelOptions = {},
): tf.Tensor3D {
  return tf.tidy(() => {
    const read = textModel(params, config, ids, options); // [B, T, D]
    return toLogits(params.embedding, params.logits, read, options.tap); // [B, T, V]
  });
}

/** What `embed` takes of a config: positions that are not added are none of its business. */
export function embedOptions(
  { positions = 'sinusoidal', scaled }: Pick<TextModelConfig, 'positions' | 'scaled'>,
  offset: number,
  tap: Tap,
) {
  const added = positions === 'sinusoidal' || positions === 'learned';
  return { positions: added, scaled, offset, tap };
}
