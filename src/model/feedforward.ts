import * as tf from '@tensorflow/tfjs-core';
import { activate } from './activation.ts';
import type { Activation } from './activation.ts';
import { expectFinite, expectShape } from './check.ts';
import { ModelError } from './error.ts';
import { linear } from './linear.ts';
import type { FeedForwardParams } from './params.ts';
import { noTap, scope } from './tap.ts';
import type { Tap } from './tap.ts';

/**
 * The position-wise feed-forward network: every token alone, [B, T, D] → [B, T, D].
 *
 *     FFN(x)    = max(0, x·W₁ + b₁)·W₂ + b₂
 *     SwiGLU(x) = (silu(x·W₃ + b₃) ⊙ (x·W₁ + b₁))·W₂ + b₂
 *
 * Vaswani et al. 2017, section 3.3; GELU may stand for max(0, ·). SwiGLU: Shazeer 2020, equation 6,
 * with biases, which may be 0. Taps: `hidden` [B, T, F], `output` [B, T, D]; SwiGLU's before them
 * `gate` and `up`, both [B, T, F].
 *
 * @throws ModelError if the width of `x` is not D, `x` is not finite, or SwiGLU lacks its gate.
 */
export function feedForward(
  params: FeedForwardParams,
  x: tf.Tensor3D,
  tap: Tap = noTap,
  activation: Activation = 'relu',
): tf.Tensor3D {
  expectShape('feedForward', 'x', x, ['B', 'T', params.inner.weight.shape[0]]);
  expectFinite('feedForward', 'x', x);
  return tf.tidy(() => {
    const inner = linear(params.inner, x, scope(tap, 'inner')); // [B, T, F]
    const gate = openGate(params, x, activation, tap); // [B, T, F], of SwiGLU alone
    const bent = gate ? tf.mul<tf.Tensor3D>(gate, tap('up', inner)) : activate(inner, activation);
    const hidden = tap('hidden', bent); // [B, T, F]
    return tap('output', linear(params.outer, hidden, scope(tap, 'outer'))); // [B, T, D]
  });
}

/** How far the gate of SwiGLU is open. Nothing else may have one. */
function openGate(
  { gate }: FeedForwardParams,
  x: tf.Tensor3D,
  activation: Activation,
  tap: Tap,
): tf.Tensor3D | undefined {
  if ((activation === 'swiglu') !== (gate !== undefined)) {
    const has = gate ? 'weights with a gate' : 'weights without a gate';
    throw new ModelError('feedForward', `weights made for ${activation}`, has);
  }
  return gate && tap('gate', activate(linear(gate, x, scope(tap, 'gate')), activation)); // [B, T, F]
}
