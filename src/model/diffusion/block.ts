import * as tf from '@tensorflow/tfjs-core';
import { multiHeadAttention } from '../attention.ts';
import { expectFinite, expectShape } from '../check.ts';
import { ModelError } from '../error.ts';
import { noTap, scope } from '../tap.ts';
import type { Tap } from '../tap.ts';
import { think } from '../think.ts';
import type { AttentionAxis, Grid } from './config.ts';
import { groupTokens, ungroupTokens } from './group.ts';
import { addGated, modulatedNorm, modulation } from './modulate.ts';
import type { DitBlockParams } from './params.ts';

/** The modulation vectors of a block, in the order of its weights. */
export const BLOCK_VECTORS = ['shift1', 'scale1', 'gate1', 'shift2', 'scale2', 'gate2'] as const;

export interface DitBlockOptions {
  /** H, a divisor of the width. */
  readonly heads: number;
  /** Which tokens attend to each other, on which grid; all of them unless told otherwise. */
  readonly axis?: AttentionAxis | undefined;
  readonly grid?: Grid | undefined;
  /** A text to attend to, [B, S, ·], exactly if the weights have `cross`. */
  readonly text?: tf.Tensor3D | undefined;
  /** 1 = a token of the text, 0 = padding. Broadcasts to [B, 1, T, S]. */
  readonly textMask?: tf.Tensor | undefined;
  readonly tap?: Tap | undefined;
}

/**
 * A block of the diffusion transformer, x [B, T, D] under a condition c [B, D] → [B, T, D]. The
 * condition shifts and scales what each sub-layer reads, and opens a gate to what it says.
 *
 *     x₁ = x + gate₁·self(norm(x)·(1 + scale₁) + shift₁)
 *     y  = x₁ + gate₂·mlp(norm(x₁)·(1 + scale₂) + shift₂)
 *
 * Peebles and Xie 2022, section 3.2, adaLN-Zero: gates of 0, with which it starts, make it the
 * identity. With a text, x₁ + cross(x₁, text) goes on in the place of x₁ (Chen et al. 2023,
 * PixArt-α, section 2.3). The MLP has GELU, by its tanh approximation.
 *
 * Taps: `activated`, `shift1`, `scale1`, `gate1`, `shift2`, `scale2`, `gate2`, `norm1`,
 * `modulated1`, `grouped` (unless all attend to all), `self.*`, `ungrouped` (likewise), `residual1`,
 * `cross.*` and `crossed` with a text, `norm2`, `modulated2`, `mlp.*`, `residual2`.
 *
 * @throws ModelError if the shapes disagree, if there is a text without weights for it or the other
 *   way round, or if an input is not finite.
 */
export function ditBlock(
  params: DitBlockParams,
  x: tf.Tensor3D,
  c: tf.Tensor2D,
  options: DitBlockOptions,
): tf.Tensor3D {
  const { tap = noTap } = options;
  checkBlock(params, x, c, options);
  return tf.tidy(() => {
    const m = modulation(params.modulation, c, BLOCK_VECTORS, tap); // each [B, D]
    const modulated1 = modulatedNorm(x, m.shift1, m.scale1, tap, ['norm1', 'modulated1']);
    const looked = attend(params, modulated1, options);
    const residual1 = tap('residual1', addGated(x, looked, m.gate1));
    const told = cross(params, residual1, options);
    const modulated2 = modulatedNorm(told, m.shift2, m.scale2, tap, ['norm2', 'modulated2']);
    const thought = think(params.mlp, modulated2, { activation: 'geluTanh' }, scope(tap, 'mlp'));
    return tap('residual2', addGated(told, thought, m.gate2));
  });
}

/** Self-attention among the tokens of each group. */
function attend(
  params: DitBlockParams,
  x: tf.Tensor3D,
  { heads, axis = 'joint', grid, tap = noTap }: DitBlockOptions,
): tf.Tensor3D {
  const self = { heads, tap: scope(tap, 'self') };
  if (axis === 'joint' || !grid) return multiHeadAttention(params.self, x, x, self);
  const grouped = tap('grouped', groupTokens(x, axis, grid)); // [B·N, W, D] or [B·W, N, D]
  const looked = multiHeadAttention(params.self, grouped, grouped, self);
  return tap('ungrouped', ungroupTokens(looked, axis, grid)); // [B, T, D]
}

/** Attention to the text, if there is one: no norm before it and no gate behind it. */
function cross(
  params: DitBlockParams,
  x: tf.Tensor3D,
  { heads, text, textMask: mask, tap = noTap }: DitBlockOptions,
): tf.Tensor3D {
  if (!params.cross || !text) return x;
  const options = { heads, mask, tap: scope(tap, 'cross') };
  const told = multiHeadAttention(params.cross, x, text, options);
  return tap('crossed', tf.add<tf.Tensor3D>(x, told));
}

function checkBlock(
  params: DitBlockParams,
  x: tf.Tensor3D,
  c: tf.Tensor2D,
  { axis = 'joint', grid, text }: DitBlockOptions,
): void {
  const [B] = x.shape;
  const [D] = params.modulation.weight.shape;
  expectShape('ditBlock', 'x', x, ['B', 'T', D]);
  expectShape('ditBlock', 'c', c, [B, D]);
  expectFinite('ditBlock', 'x', x);
  expectFinite('ditBlock', 'c', c);
  if (axis !== 'joint' && !grid) throw new ModelError('ditBlock', `a grid for ${axis}`, 'none');
  if (!params.cross !== !text) {
    const wanted = params.cross ? 'a text' : 'no text';
    throw new ModelError('ditBlock', `${wanted}, as the weights have it`, text ? 'one' : 'none');
  }
}
