import * as tf from '@tensorflow/tfjs-core';
import { expectCount } from './check.ts';
import { ModelError } from './error.ts';

/**
 * Sinusoidal positions, [T, D], sine and cosine interleaved.
 *
 *     PE(t, 2i)     = sin(t / 10000^(2i/D))
 *     PE(t, 2i + 1) = cos(t / 10000^(2i/D))
 *
 * Vaswani et al. 2017, section 3.5. Many libraries put all sines before all cosines: the same
 * columns in another order.
 *
 * @param offset the position of the first row
 * @throws ModelError if `D` is odd: a sine would lack its cosine.
 */
export function sinusoidalPositions(T: number, D: number, offset = 0): tf.Tensor2D {
  expectCount('sinusoidalPositions', 'T', T);
  expectCount('sinusoidalPositions', 'D', D);
  if (D % 2 !== 0) throw new ModelError('sinusoidalPositions', 'an even width', String(D));
  const data = Float32Array.from({ length: T * D }, (_, cell) =>
    sinusoid(Math.floor(cell / D) + offset, cell % D, D),
  );
  return tf.tensor2d(data, [T, D]);
}

/** One cell of the table: position `t`, dimension `d` of `D`. */
function sinusoid(t: number, d: number, D: number): number {
  const pair = 2 * Math.floor(d / 2);
  const angle = t / 10000 ** (pair / D);
  return d % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
}
