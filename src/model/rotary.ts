import * as tf from '@tensorflow/tfjs-core';
import { expectCount, expectRank } from './check.ts';
import { ModelError } from './error.ts';

/** The base of the wavelengths, as for the sinusoids of 2017. */
export const ROTARY_BASE = 10000;

export interface RotaryOptions {
  /** The position of the first token: how many came before it. */
  readonly offset?: number | undefined;
  readonly base?: number | undefined;
  /**
   * Which channels make a pair: neighbors 2i and 2i + 1, as in the paper, or i and i + K/2, as in
   * GPT-NeoX and Llama's released weights. The same rotation with the channels in another order.
   */
  readonly pairs?: 'neighbors' | 'halves' | undefined;
}

/**
 * Rotary positions: each pair of channels is turned by an angle that grows with the position.
 *
 *     (y₂ᵢ, y₂ᵢ₊₁) = R(t·θᵢ)·(x₂ᵢ, x₂ᵢ₊₁),   θᵢ = base^(−2i/K)
 *
 * Su et al. 2021, section 3.2.2. A score of a rotated query and key depends on their distance
 * alone: R(m·θ)ᵀ·R(n·θ) = R((n − m)·θ). Values are not rotated.
 *
 * Computed as x ⊙ cos + (x·J) ⊙ sin, where J turns each pair by 90°.
 *
 * @param x [..., T, K]
 * @throws ModelError if K is odd.
 */
export function rotate<X extends tf.Tensor>(x: X, options: RotaryOptions = {}): X {
  expectRank('rotate', 'x', x, 2);
  const [T = 0, K = 0] = x.shape.slice(-2);
  const angles = rotaryAngles(T, K, options);
  return tf.tidy(() => turn(x, angles, options.pairs));
}

/** The angle t·θᵢ of every position and pair, row-major [T, K/2]. */
export function rotaryAngles(
  T: number,
  K: number,
  { offset = 0, base = ROTARY_BASE }: RotaryOptions = {},
): Float32Array {
  expectCount('rotate', 'T', T);
  if (K % 2 !== 0) throw new ModelError('rotate', 'an even head width', String(K));
  const half = K / 2;
  return Float32Array.from({ length: T * half }, (_, cell) => {
    const [t, i] = [Math.floor(cell / half) + offset, cell % half];
    return t * base ** ((-2 * i) / K);
  });
}

/** Turns the pairs of `x` [..., T, K] by `angles` [T, K/2]. */
export function turn<X extends tf.Tensor>(
  x: X,
  angles: Float32Array,
  pairs: RotaryOptions['pairs'] = 'neighbors',
): X {
  const [T = 0, K = 0] = x.shape.slice(-2);
  const half = K / 2;
  const pairOf = (k: number) => (pairs === 'neighbors' ? Math.floor(k / 2) : k % half);
  const table = (f: (angle: number) => number) =>
    tf.tensor2d(
      Float32Array.from({ length: T * K }, (_, cell) =>
        f(angles[Math.floor(cell / K) * half + pairOf(cell % K)] ?? NaN),
      ),
      [T, K],
    );
  return tf.tidy(() => {
    const turned = tf.matMul(tf.reshape<tf.Rank.R2>(x, [-1, K]), quarterTurn(K, pairs)); // [B·H·T, K]
    const across = tf.mul(tf.reshape(turned, x.shape), table(Math.sin)); // [B, H, T, K]
    return tf.add<X>(tf.mul(x, table(Math.cos)), across); // [B, H, T, K]
  });
}

/** J, [K, K]: row · J has −b, a in the place of each pair a, b. */
function quarterTurn(K: number, pairs: 'neighbors' | 'halves'): tf.Tensor2D {
  const matrix = tf.buffer<tf.Rank.R2>([K, K]);
  for (let i = 0; i < K / 2; i++) {
    const [a, b] = pairs === 'neighbors' ? [2 * i, 2 * i + 1] : [i, i + K / 2];
    matrix.set(-1, b, a);
    matrix.set(1, a, b);
  }
  return matrix.toTensor();
}
