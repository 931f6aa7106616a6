import * as tf from '@tensorflow/tfjs-core';
import { silu } from '../activation.ts';
import { expectFinite, expectRank, expectShape } from '../check.ts';
import { fused, fusedAll } from '../fused.ts';
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

/**
 * `plainNorm`, then `modulate`: what stands before each sub-layer.
 *
 * @param names under which `tap` sees the two
 */
export function modulatedNorm(
  x: tf.Tensor3D,
  shift: tf.Tensor2D,
  scale: tf.Tensor2D,
  tap: Tap,
  names: readonly [norm: string, modulated: string],
): tf.Tensor3D {
  const quick = tap === noTap && modulatedAtOnce(x, shift, scale);
  if (quick) return quick;
  return tap(names[1], modulate(tap(names[0], plainNorm(x)), shift, scale)); // [B, T, D]
}

function modulatedAtOnce(
  x: tf.Tensor3D,
  shift: tf.Tensor2D,
  scale: tf.Tensor2D,
): tf.Tensor3D | undefined {
  expectFinite('plainNorm', 'x', x);
  const inputs = { x, shift, scale };
  return fused('ModulatedNorm', inputs, { epsilon: NORM_EPSILON }) as tf.Tensor3D | undefined;
}

/** A sub-layer's result added as far as the condition lets it through: x + gate·y, gate [B, D]. */
export function addGated(x: tf.Tensor3D, y: tf.Tensor3D, gate: tf.Tensor2D): tf.Tensor3D {
  const [B, , D] = x.shape;
  expectShape('addGated', 'y', y, x.shape);
  expectShape('addGated', 'gate', gate, [B, D]);
  const quick = fused('AddGated', { x, y, gate }, {});
  if (quick) return quick as tf.Tensor3D;
  return tf.tidy(() => tf.add<tf.Tensor3D>(x, tf.mul(y, perToken(gate)))); // [B, T, D]
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
  const quick = tap === noTap && !params.lora && vectorsAtOnce(params, c, names);
  if (quick) return quick;
  return tf.tidy(() => {
    const activated = tap('activated', silu(c)); // [B, D]
    const all = linear(params, activated); // [B, D · names]
    const parts = tf.split(all, names.length, 1); // names × [B, D]
    const vectors = names.map((name, i) => [name, tap(name, parts[i] ?? all)]);
    return Object.fromEntries(vectors) as Record<Name, tf.Tensor2D>;
  });
}

function vectorsAtOnce<Name extends string>(
  { weight, bias }: LinearParams,
  c: tf.Tensor2D,
  names: readonly Name[],
): Record<Name, tf.Tensor2D> | undefined {
  expectFinite('modulation', 'c', c);
  const parts = fusedAll('Modulation', { c, weight, bias }, { count: names.length });
  const vectors = parts && names.map((name, i) => [name, parts[i]]);
  return vectors && (Object.fromEntries(vectors) as Record<Name, tf.Tensor2D>);
}

/** [B, D] → [B, 1, D], to go with [B, T, D]. */
function perToken(vector: tf.Tensor2D): tf.Tensor3D {
  return tf.expandDims(vector, 1);
}
