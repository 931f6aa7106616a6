import type * as tf from '@tensorflow/tfjs-core';
import type { AdamWNumbers } from '../training/index.ts';
import type { Call, Inputs } from './wasm.ts';

/** A name of our own: tfjs has no such kernel. */
export const ADAMW_UPDATE = 'AdamW';

type Slot = Inputs<'weight' | 'gradient' | 'first' | 'second'>;

/**
 * `adamWUpdate` in one pass: the next weight, first and second moment.
 *
 * tfjs computes it in fifteen kernels a weight. In a small model, of many short weights, to launch
 * them takes longer than the backward pass.
 */
export function adamWUpdate({ inputs, backend, attrs }: Call<Slot, AdamWNumbers>): tf.TensorInfo[] {
  const { weight, gradient, first, second } = inputs;
  const { beta1, beta2, epsilon, weightDecay, step, rate } = attrs;
  const out = [weight, first, second].map(({ shape }) => backend.makeOutput(shape, 'float32'));
  const [w, g, m, v, toW, toM, toV] = [weight, gradient, first, second, ...out].map((tensor) =>
    backend.typedArrayFromHeap(tensor),
  ) as Seven;
  const [unbias1, unbias2] = [1 - beta1 ** step, 1 - beta2 ** step];
  const stays = 1 - rate * weightDecay;
  for (let i = 0; i < w.length; i++) {
    const slope = g[i] ?? 0;
    const mean = beta1 * (m[i] ?? 0) + (1 - beta1) * slope;
    const square = beta2 * (v[i] ?? 0) + (1 - beta2) * slope * slope;
    const direction = mean / unbias1 / (Math.sqrt(square / unbias2) + epsilon);
    toW[i] = stays * (w[i] ?? 0) - rate * direction;
    toM[i] = mean;
    toV[i] = square;
  }
  return out;
}

type A = Float32Array;
type Seven = [A, A, A, A, A, A, A];
