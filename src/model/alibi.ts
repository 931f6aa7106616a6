import * as tf from '@tensorflow/tfjs-core';
import { expectCount } from './check.ts';

/**
 * The slope of each head: 2^(−8/H), its square, its cube and so on.
 *
 * Press et al. 2022, section 3. For a number of heads that is no power of two, their code takes the
 * slopes of the power below, then every other one of the power above; so does this.
 */
export function alibiSlopes(H: number): number[] {
  expectCount('alibiSlopes', 'H', H);
  const below = 2 ** Math.floor(Math.log2(H));
  const geometric = (heads: number) =>
    Array.from({ length: heads }, (_, h) => 2 ** ((-8 * (h + 1)) / heads));
  const between = geometric(2 * below).filter((_, h) => h % 2 === 0);
  return [...geometric(below), ...between].slice(0, H);
}

/**
 * ALiBi, what is added to the scores in the place of positions: [H, T, S].
 *
 *     bias[h, t, s] = −slope_h · |t + offset − s|
 *
 * Press et al. 2022, section 3, where s never lies behind t; without a causal mask the distance
 * counts to both sides.
 *
 * @param offset the position of the first query: how many tokens came before it
 */
export function alibiBias(H: number, T: number, S = T, offset = 0): tf.Tensor3D {
  expectCount('alibiBias', 'T', T);
  expectCount('alibiBias', 'S', S);
  const slopes = alibiSlopes(H);
  const data = Float32Array.from({ length: H * T * S }, (_, cell) => {
    const [h, t, s] = [Math.floor(cell / (T * S)), Math.floor(cell / S) % T, cell % S];
    return -(slopes[h] ?? NaN) * Math.abs(t + offset - s);
  });
  return tf.tensor3d(data, [H, T, S]);
}
