import * as tf from '@tensorflow/tfjs-core';
import { activate } from '../activation.ts';
import type { Activation } from '../activation.ts';
import { expectFinite, expectShape } from '../check.ts';
import { unembed } from '../embedding.ts';
import { linear } from '../linear.ts';
import { layerNorm } from '../norm.ts';
import type { EmbeddingParams } from '../params.ts';
import { noTap, scope } from '../tap.ts';
import type { Tap } from '../tap.ts';
import type { HeadTransformParams, LanguageHeadParams, TiedHeadParams } from './params.ts';

export interface LanguageHeadOptions {
  /** The activation of the transform, if there is one: `gelu` unless told otherwise. */
  readonly activation?: Exclude<Activation, 'swiglu'> | undefined;
  readonly tap?: Tap | undefined;
}

/**
 * The language head: for each token one logit a word of the vocabulary, [B, T, D] → [B, T, V].
 *
 *     logits = X'·W + b,   X' = X, or norm(gelu(X·W₁ + b₁)) with BERT's transform
 *
 * Vaswani et al. 2017, section 3.4, without the transform. It serves masked tokens, next tokens and
 * the answers that an encoder-decoder writes itself.
 * Taps: with the transform `transform.dense`, `transform.hidden` and `transform.norm`, all [B, T, D];
 * `logits` [B, T, V].
 *
 * @throws ModelError if the width of `x` is not D, or if `x` is not finite.
 */
export function languageHead(
  params: LanguageHeadParams,
  x: tf.Tensor3D,
  options: LanguageHeadOptions = {},
): tf.Tensor3D {
  checkInput('languageHead', x, params.output.weight.shape[0]);
  const { tap = noTap } = options;
  return tf.tidy(() => {
    const ready = transform(params.transform, x, options); // [B, T, D]
    return tap('logits', linear(params.output, ready, scope(tap, 'output'))); // [B, T, V]
  });
}

/**
 * The language head tied to the embedding: the vector of a word is also the direction in which it
 * is recognized, [B, T, D] → [B, T, V].
 *
 *     logits = X'·Eᵀ + b,   E the embedding table [V, D]
 *
 * Press and Wolf 2017. It saves V·D weights. Gradients reach the table from both ends.
 * Taps: as `languageHead`.
 *
 * @throws ModelError if the width of `x` is not D, the bias is not [V], or `x` is not finite.
 */
export function tiedLanguageHead(
  params: TiedHeadParams,
  embedding: EmbeddingParams,
  x: tf.Tensor3D,
  options: LanguageHeadOptions = {},
): tf.Tensor3D {
  const [V, D] = embedding.table.shape;
  checkInput('tiedLanguageHead', x, D);
  expectShape('tiedLanguageHead', 'bias', params.bias, [V]);
  const { tap = noTap } = options;
  return tf.tidy(() => {
    const scores = unembed(embedding, transform(params.transform, x, options)); // [B, T, V]
    return tap('logits', tf.add<tf.Tensor3D>(scores, params.bias)); // [B, T, V]
  });
}

/** BERT's transform, or `x` itself. */
function transform(
  params: HeadTransformParams | undefined,
  x: tf.Tensor3D,
  { activation = 'gelu', tap = noTap }: LanguageHeadOptions,
): tf.Tensor3D {
  if (!params) return x;
  const inner = scope(tap, 'transform');
  const dense = inner('dense', linear(params.dense, x, scope(inner, 'dense'))); // [B, T, D]
  const hidden = inner('hidden', activate(dense, activation));
  return inner('norm', layerNorm(params.norm, hidden));
}

function checkInput(where: string, x: tf.Tensor3D, D: number): void {
  expectShape(where, 'x', x, ['B', 'T', D]);
  expectFinite(where, 'x', x);
}
