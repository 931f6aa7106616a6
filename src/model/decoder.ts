import * as tf from '@tensorflow/tfjs-core';
import { multiHeadAttention } from './attention.ts';
import type { AttentionOptions } from './attention.ts';
import type { LayerCache } from './cache.ts';
import { expectFinite, expectShape } from './check.ts';
import type { NormPlace } from './config.ts';
import { causalMask, combineMasks } from './mask.ts';
import { normalize } from './norm.ts';
import type { DecoderLayerParams } from './params.ts';
import { noTap, scope } from './tap.ts';
import { think } from './think.ts';
import type { ThinkOptions } from './think.ts';

/** Rotary positions, ALiBi and the window are those of the self-attention. */
export interface DecoderLayerOptions extends Omit<AttentionOptions, 'cache'>, ThinkOptions {
  /**
   * Padding of the target, combined with the causal mask. Broadcasts to [B, 1, T, T], or with a
   * cache of n tokens to [B, 1, T, n + T].
   */
  readonly mask?: tf.Tensor | undefined;
  /** Padding of the memory. Broadcasts to [B, 1, T, S]. */
  readonly memoryMask?: tf.Tensor | undefined;
  /** Whether a token sees only the target up to itself. It does, unless told otherwise. */
  readonly causal?: boolean | undefined;
  /** `post` unless told otherwise. */
  readonly norm?: NormPlace | undefined;
  /** What the layer remembers of earlier tokens: `x` holds the new ones alone. */
  readonly cache?: LayerCache | undefined;
}

/**
 * One decoder layer, x [B, T, D] and memory [B, S, D] → [B, T, D]: each token looks back at the
 * target, then across at the source, then thinks alone.
 *
 *     post: x₁ = norm₁(x + self(x)),  x₂ = norm₂(x₁ + cross(x₁, M)),  y = norm₃(x₂ + ffn(x₂))
 *     pre:  x₁ = x + self(norm₁(x)),  x₂ = x₁ + cross(norm₂(x₁), M),  y = x₂ + ffn(norm₃(x₂))
 *
 * Vaswani et al. 2017, section 3.1. The self-attention is causal: without, each token sees the ones
 * that it is to predict.
 * Taps: `self.*`, `residual1`, `norm1`, `cross.*`, `residual2`, `norm2`, `ffn.hidden`,
 * `ffn.output`, `residual3`, `norm3`.
 *
 * @throws ModelError if the shapes disagree, heads do not divide D, or an input is not finite.
 */
export function decoderLayer(
  params: DecoderLayerParams,
  x: tf.Tensor3D,
  memory: tf.Tensor3D,
  options: DecoderLayerOptions,
): tf.Tensor3D {
  const [B, T] = x.shape;
  const before = options.cache?.self.length ?? 0;
  expectShape('decoderLayer', 'x', x, ['B', 'T', params.norm1.gain.shape[0]]);
  expectShape('decoderLayer', 'memory', memory, [B, 'S', params.cross.key.weight.shape[0]]);
  expectFinite('decoderLayer', 'x', x);
  expectFinite('decoderLayer', 'memory', memory);
  const layer = options.norm === 'pre' ? preNormDecoder : postNormDecoder;
  return tf.tidy(() => {
    const mask = maskOf(T, before, options); // [T, S] or [B, 1, T, S]
    return layer(params, x, memory, { ...options, mask });
  });
}

/** Who may look back at whom. One new token may look at all before it, which needs saying to a tap alone. */
function maskOf(
  T: number,
  before: number,
  { mask, causal = true, tap = noTap }: DecoderLayerOptions,
): tf.Tensor | undefined {
  if (!causal || (T === 1 && tap === noTap)) return mask;
  return combineMasks(causalMask(T, before + T, before), mask);
}

function postNormDecoder(
  params: DecoderLayerParams,
  x: tf.Tensor3D,
  memory: tf.Tensor3D,
  options: DecoderLayerOptions,
): tf.Tensor3D {
  const { self, cross, ffn, tap } = taps(options);
  const looked = multiHeadAttention(params.self, x, x, self);
  const residual1 = tap('residual1', tf.add<tf.Tensor3D>(x, looked));
  const norm1 = tap('norm1', normalize(params.norm1, residual1));
  const crossed = multiHeadAttention(params.cross, norm1, memory, cross);
  const residual2 = tap('residual2', tf.add<tf.Tensor3D>(norm1, crossed));
  const norm2 = tap('norm2', normalize(params.norm2, residual2));
  const thought = think(params.ffn, norm2, options, ffn);
  const residual3 = tap('residual3', tf.add<tf.Tensor3D>(norm2, thought));
  return tap('norm3', normalize(params.norm3, residual3));
}

function preNormDecoder(
  params: DecoderLayerParams,
  x: tf.Tensor3D,
  memory: tf.Tensor3D,
  options: DecoderLayerOptions,
): tf.Tensor3D {
  const { self, cross, ffn, tap } = taps(options);
  const norm1 = tap('norm1', normalize(params.norm1, x));
  const looked = multiHeadAttention(params.self, norm1, norm1, self);
  const residual1 = tap('residual1', tf.add<tf.Tensor3D>(x, looked));
  const norm2 = tap('norm2', normalize(params.norm2, residual1));
  const crossed = multiHeadAttention(params.cross, norm2, memory, cross);
  const residual2 = tap('residual2', tf.add<tf.Tensor3D>(residual1, crossed));
  const norm3 = tap('norm3', normalize(params.norm3, residual2));
  const thought = think(params.ffn, norm3, options, ffn);
  return tap('residual3', tf.add<tf.Tensor3D>(residual2, thought));
}

/** The options of the two attentions, and the taps of the sub-layers. */
function taps({ memoryMask, cache, tap = noTap, ...options }: DecoderLayerOptions) {
  const { heads, temperature } = options;
  return {
    self: { ...options, cache: cache?.self, tap: scope(tap, 'self') },
    cross: {
      heads,
      temperature,
      mask: memoryMask,
      cache: cache?.cross,
      tap: scope(tap, 'cross'),
    },
    ffn: scope(tap, 'ffn'),
    tap,
  };
}
