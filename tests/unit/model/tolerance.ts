import * as tf from '@tensorflow/tfjs-core';

/**
 * How much farther from an oracle a backend may be than cpu, where 1 means the tolerance that a test
 * states. All compute in float32 unless said otherwise; they differ in the order of their sums.
 */
const SLACK: Readonly<Record<string, number>> = {
  cpu: 1,
  // XNNPACK sums a product in another order, with fused multiply-adds.
  wasm: 2,
  // Sums in blocks; a shader may compute exp, erf, tanh and 1/√x less exactly than `Math` does.
  webgl: 5,
};

/** float16 has 11 bits: half a unit in the last place is 2⁻¹¹ ≈ 5e-4 of a number. Layers add it up. */
const HALF_SLACK = 3000;

/** How many times its stated tolerance a test grants to the backend that computes. */
export function slack(): number {
  const half = tf.getBackend() === 'webgl' && tf.env().getBool('WEBGL_FORCE_F16_TEXTURES');
  return half ? HALF_SLACK : (SLACK[tf.getBackend()] ?? 1);
}
