import * as tf from '@tensorflow/tfjs-core';
import { expectCount, expectPositive } from '../check.ts';
import { ModelError } from '../error.ts';
import { fusedAll } from '../fused.ts';
import { noTap } from '../tap.ts';
import type { Tap } from '../tap.ts';
import { leafAt } from './leaves.ts';
import type { Leaves, PathPredicate } from './leaves.ts';

export interface AdamWSettings {
  /** How much of the first moment stays at each step. */
  readonly beta1: number;
  /** How much of the second moment stays at each step. */
  readonly beta2: number;
  /**
   * Keeps the quotient finite. Always given: tfjs's own default is 1e-7 on one backend and 1e-4 on
   * another. Where a GPU computes in 16 bits, what is below 3e-8 is 0.
   */
  readonly epsilon: number;
  /** λ, as a share of the learning rate. */
  readonly weightDecay: number;
  /** Which weights decay. Matrices only, unless told otherwise: no bias, no gain. */
  readonly decays?: PathPredicate | undefined;
}

/** The defaults of PyTorch's AdamW. */
export const ADAMW: AdamWSettings = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 };

/** Vaswani et al. 2017, section 5.3: Adam, so no decay. */
export const ADAM_2017: AdamWSettings = { beta1: 0.9, beta2: 0.98, epsilon: 1e-9, weightDecay: 0 };

/** What the optimizer remembers: a plain tree, keyed by path and not by place in a list. */
export interface AdamWState {
  /** How many updates there were. */
  readonly step: number;
  /** The running mean of the gradients. */
  readonly first: Leaves;
  /** The running mean of their squares. */
  readonly second: Leaves;
}

/** A state before the first update: zeros. */
export function initAdamW(leaves: Leaves): AdamWState {
  const zeros = () =>
    Object.fromEntries(
      Object.entries(leaves).map(([path, tensor]) => [path, tf.zerosLike(tensor)]),
    );
  return { step: 0, first: zeros(), second: zeros() };
}

/**
 * One update of every weight that has moments. The caller owns all that comes back; what went in
 * is only looked at.
 *
 * @param rate the learning rate of this step
 * @throws ModelError if a weight or a gradient is missing, or a setting makes no sense.
 */
export function adamW(
  weights: Leaves,
  gradients: Leaves,
  state: AdamWState,
  rate: number,
  settings: AdamWSettings,
): { readonly weights: Leaves; readonly state: AdamWState } {
  const { decays = isMatrix, weightDecay } = settings;
  const step = state.step + 1;
  return tf.tidy(() => {
    const updates = Object.entries(state.first).map(([path, first]) => {
      const weight = leafAt('adamW', 'the weight', weights, path);
      const gradient = leafAt('adamW', 'the gradient', gradients, path);
      const second = leafAt('adamW', 'the second moment', state.second, path);
      const decay = decays(path, weight) ? weightDecay : 0;
      const numbers = { ...settings, weightDecay: decay, step, rate };
      const slot = { weight, gradient, first, second };
      return [path, quickUpdate(slot, numbers) ?? adamWUpdate(slot, numbers)] as const;
    });
    const pick = (part: keyof AdamWSlot) =>
      Object.fromEntries(updates.map(([path, slot]) => [path, slot[part]]));
    return {
      weights: pick('weight'),
      state: { step, first: pick('first'), second: pick('second') },
    };
  });
}

/** What one weight needs: itself, and what the optimizer remembers of it. */
export interface AdamWSlot {
  readonly weight: tf.Tensor;
  readonly first: tf.Tensor;
  readonly second: tf.Tensor;
}

/** The numbers of one update. */
export interface AdamWNumbers extends Omit<AdamWSettings, 'decays'> {
  /** t, from 1. */
  readonly step: number;
  /** The learning rate η. */
  readonly rate: number;
}

/**
 * One update of one weight.
 *
 *     m ← β₁·m + (1 − β₁)·g          m̂ = m / (1 − β₁ᵗ)
 *     v ← β₂·v + (1 − β₂)·g²         v̂ = v / (1 − β₂ᵗ)
 *     w ← w − η·λ·w − η·m̂ / (√v̂ + ε)
 *
 * Loshchilov and Hutter 2019, algorithm 2; with η in front of λ, as in PyTorch. The decay does not
 * pass through the moments: that is what "decoupled" means. Taps, all of the weight's shape:
 * `first`, `second`, `meanHat`, `squareHat`, `direction`, `decayed`, `weight`.
 *
 * @throws ModelError if a setting makes no sense.
 */
export function adamWUpdate(
  { weight, gradient, first, second }: AdamWSlot & { readonly gradient: tf.Tensor },
  numbers: AdamWNumbers,
  tap: Tap = noTap,
): AdamWSlot {
  checkNumbers(numbers);
  const { beta1, beta2, epsilon, weightDecay, step, rate } = numbers;
  return tf.tidy(() => {
    const m = tap('first', blend(first, gradient, beta1));
    const v = tap('second', blend(second, tf.square(gradient), beta2));
    const meanHat = tap('meanHat', tf.div(m, 1 - beta1 ** step));
    const squareHat = tap('squareHat', tf.div(v, 1 - beta2 ** step));
    const direction = tap('direction', tf.div(meanHat, tf.add(tf.sqrt(squareHat), epsilon)));
    const decayed = tap('decayed', tf.mul(weight, 1 - rate * weightDecay));
    const moved = tap('weight', tf.sub(decayed, tf.mul(direction, rate)));
    return { weight: moved, first: m, second: v };
  });
}

/** `adamWUpdate` in one go, if the backend has that. */
function quickUpdate(
  slot: AdamWSlot & { readonly gradient: tf.Tensor },
  numbers: AdamWNumbers,
): AdamWSlot | undefined {
  checkNumbers(numbers);
  const [weight, first, second] = fusedAll('AdamW', { ...slot }, numbers) ?? [];
  return weight && first && second && { weight, first, second };
}

/** share·old + (1 − share)·new */
function blend(old: tf.Tensor, now: tf.Tensor, share: number): tf.Tensor {
  return tf.add(tf.mul(old, share), tf.mul(now, 1 - share));
}

function isMatrix(_path: string, tensor: tf.Tensor): boolean {
  return tensor.rank >= 2;
}

function checkNumbers({ beta1, beta2, epsilon, weightDecay, step, rate }: AdamWNumbers): void {
  expectCount('adamW', 'step', step);
  expectPositive('adamW', 'epsilon', epsilon);
  for (const [name, share] of Object.entries({ beta1, beta2 })) {
    if (!(share >= 0 && share < 1)) throw new ModelError('adamW', `${name} in [0, 1)`, `${share}`);
  }
  for (const [name, number] of Object.entries({ weightDecay, rate })) {
    const fits = Number.isFinite(number) && number >= 0;
    if (!fits) throw new ModelError('adamW', `${name} of at least 0`, `${number}`);
  }
}
