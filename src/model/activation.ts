import * as tf from '@tensorflow/tfjs-core';
import { fused } from './fused.ts';

/** The activations of the feed-forward network. `swiglu` has a second inner layer, the gate. */
export type Activation = 'relu' | 'gelu' | 'geluTanh' | 'swiglu';

/**
 * The Gaussian error linear unit: x times the share of a standard normal below x.
 *
 *     GELU(x) = x·Φ(x) = x/2 · (1 + erf(x / √2))
 *
 * Hendrycks and Gimpel 2016, section 2.
 */
export function gelu<X extends tf.Tensor>(x: X): X {
  return tf.tidy(() => {
    const share = tf.add(tf.mul(tf.erf(tf.mul(x, Math.SQRT1_2)), 0.5), 0.5);
    return tf.mul<X>(x, share);
  });
}

/**
 * GELU by its approximation, which BERT, GPT-2 and DiT use.
 *
 *     x/2 · (1 + tanh(√(2/π)·(x + 0.044715·x³)))
 *
 * Hendrycks and Gimpel 2016, section 2. At most 5e-4 off. Half of 1 + tanh(u) is σ(2u), which is
 * computed instead: wasm has a quick one.
 */
export function geluTanh<X extends tf.Tensor>(x: X): X {
  const quick = fused('GeluTanh', { x }, {});
  if (quick) return quick as X;
  return tf.tidy(() => {
    const cubic = tf.add(tf.mul(tf.mul(tf.square(x), x), 0.044715), x);
    const share = tf.sigmoid(tf.mul(cubic, 2 * Math.sqrt(2 / Math.PI)));
    return tf.mul<X>(x, share);
  });
}

/** SiLU, also called Swish: x·σ(x) (Ramachandran et al. 2017, with β = 1). */
export function silu<X extends tf.Tensor>(x: X): X {
  const quick = fused('Silu', { x }, {});
  if (quick) return quick as X;
  return tf.tidy(() => tf.mul<X>(x, tf.sigmoid(x)));
}

const FUNCTIONS = { relu: tf.relu, gelu, geluTanh, swiglu: silu } as const;

/** The activation by name; of `swiglu` the part that works on the gate. */
export function activate<X extends tf.Tensor>(x: X, activation: Activation = 'relu'): X {
  return (FUNCTIONS[activation] as (x: X) => X)(x);
}
