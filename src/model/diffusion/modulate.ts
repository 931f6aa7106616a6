import * as tf from '@tensorflow/tfjs-core';
import { silu } from '../activation.ts';
import { expectFinite, expectRank, expectShape } from '../check.ts';
import { fused } from '../fused.ts';
import { linear } from '../linear.ts';
import { NORM_EPSILON } from '../norm.ts';
import type { LinearParams } from '../params.ts';
import { noTap } from '../tap.ts';
import type { Tap } from '../tap.ts';

/**
 * Layer normalization without a gain and a bias of its own: the condition brings them.
 *
 *     y = (x − mean) / √(variance + ε)
 *
 * Ba et al. 2016, section 3; Peebles and Xie 2022, section 3.2. [..., D] → [..., D]
 */
export function plainNorm<X extends tf.Tensor>(x: X): X {
  expectRank('plainNorm', 'x', x, 1);
  expectFinite('plainNorm', 'x', x);
  const quick = fused('PlainNorm', { x }, { epsilon: NORM_EPSILON });
  if (quick) return quick as X;
  return tf.tidy(() => {
    const centered = tf.sub(x, tf.mean(x, -1, true)); // [B, T, D]
    const variance = tf.mean(tf.square(centered), -1, true); // [B, T, 1]
    return tf.div<X>(centered, tf.sqrt(tf.add(variance, NORM_EPSILON))); // [B, T, D]
  });
}

/**
 * What the condition does to every token of its sample: x·(1 + scale) + shift.
 *
 * Peebles and Xie 2022, `models.py`. With 1 +, a layer that starts at 0 starts as the identity.
 *
 * @param x [B, T, D]
 * @param shift [B, D]
 * @param scale [B, D]
 */
export function modulate(x: tf.Tensor3D, shift: tf.Tensor2D, scale: tf.Tensor2D): tf.Tensor3D {
  const [B, , D] = x.shape;
  expectShape('modulate', 'shift', shift, [B, D]);
  expectShape('modulate', 'scale', scale, [B, D]);
  return tf.tidy(() => {
    const scaled = tf.mul(x, tf.add(1, perToken(scale))); // [B, T, D]
    return tf.add<tf.Tensor3D>(scaled, perToken(shift)); // [B, T, D]
  });
}

/** A sub-layer's result let through as far as the condition says: gate·x, gate [B, D]. */
export function gated(x: tf.Tensor3D, gate: tf.Tensor2D): tf.Tensor3D {
  const [B, , D] = x.shape;
  expectShape('gated', 'gate', gate, [B, D]);
  return tf.tidy(() => tf.mul<tf.Tensor3D>(x, perToken(gate))); // [B, T, D]
}

/**
 * The modulation vectors of a layer, computed from the condition c [B, D]: one [B, D] a name.
 *
 *     m₁, m₂, … = split(SiLU(c)·W + b)
 *
 * Peebles and Xie 2022, section 3.2 (adaLN). Taps: `activated`, then each vector by its name.
 *
 * @param params D → D · the number of names
 */
export function modulation<Name extends string>(
  params: LinearParams,
  c: tf.Tensor2D,
  names: readonly Name[],
  tap: Tap = noTap,
): Record<Name, tf.Tensor2D> {
  const [D] = params.weight.shape;
  expectShape('modulation', 'c', c, ['B', D]);
  expectShape('modulation', 'weight', params.weight, [D, D * names.length]);
  return tf.tidy(() => {
    const activated = tap('activated', silu(c)); // [B, D]
    const all = linear(params, activated); // [B, D · names]
    const parts = tf.split(all, names.length, 1); // names × [B, D]
    const vectors = names.map((name, i) => [name, tap(name, parts[i] ?? all)]);
    return Object.fromEntries(vectors) as Record<Name, tf.Tensor2D>;
  });
}

/** [B, D] → [B, 1, D], to go with [B, T, D]. */
function perToken(vector: tf.Tensor2D): tf.Tensor3D {
  return tf.expandDims(vector, 1);
}
