import * as tf from '@tensorflow/tfjs-core';
import { expectFinite, expectShape } from '../check.ts';
import { ModelError } from '../error.ts';
import type { Random } from '../random.ts';
import { noTap, scope } from '../tap.ts';
import type { Tap } from '../tap.ts';
import type { Predict } from './sample.ts';
import { weightedSum } from './weighted-sum.ts';

/**
 * Classifier-free guidance: away from what the network would draw anyway, towards the condition.
 *
 *     guided = ε∅ + s·(ε_c − ε∅),   s = 1: no guidance, s = 0: no condition
 *
 * Ho and Salimans 2022, equation 6, who write (1 + w)·ε_c − w·ε∅ with w = s − 1, so that w = 0 is
 * no guidance: see {@link scaleOfWeight}. DiT, Stable Diffusion and most libraries count as here.
 * Any kind of prediction can be guided: they depend linearly on ε. Tap: `guided`.
 *
 * @throws ModelError if the shapes disagree, or if an input is not finite.
 */
export function guide<X extends tf.Tensor>(
  unconditional: X,
  conditional: X,
  scale: number,
  tap: Tap = noTap,
): X {
  expectShape('guide', 'conditional', conditional, unconditional.shape);
  expectFinite('guide', 'unconditional', unconditional);
  expectFinite('guide', 'conditional', conditional);
  return tf.tidy(() =>
    tap('guided', weightedSum([1 - scale], unconditional, [scale], conditional)),
  );
}

/** The scale s of the convention here, for a weight w of the paper's: s = w + 1. */
export function scaleOfWeight(weight: number): number {
  return weight + 1;
}

/** The weight w of the paper's convention, for a scale s of the one here: w = s − 1. */
export function weightOfScale(scale: number): number {
  return scale - 1;
}

/** What the network predicts for x at a time under a condition. */
export type PredictWith<X extends tf.Tensor, Condition> = (
  x: X,
  time: number,
  condition: Condition,
  tap: Tap,
) => X;

/**
 * A network that guides itself. Two evaluations a prediction: with the condition and with the empty
 * one, or with a negative prompt in its place. Taps: `unconditional.*`, `conditional.*`, `guided`.
 */
export function withGuidance<X extends tf.Tensor, Condition>(
  predict: PredictWith<X, Condition>,
  condition: Condition,
  empty: Condition,
  scale: number,
): Predict<X> {
  return (x, time, tap) =>
    tf.tidy(() => {
      const unconditional = predict(x, time, empty, scope(tap, 'unconditional'));
      const conditional = predict(x, time, condition, scope(tap, 'conditional'));
      return guide(unconditional, conditional, scale, tap);
    });
}

/**
 * The conditions of a batch, each replaced by the empty one with this probability, so that one
 * network learns to predict with and without (Ho and Salimans 2022, algorithm 1; DiT: 0.1).
 */
export function dropConditions<Condition>(
  conditions: readonly Condition[],
  empty: Condition,
  probability: number,
  random: Random,
): Condition[] {
  if (!(probability >= 0 && probability <= 1)) {
    throw new ModelError('dropConditions', 'a probability from 0 to 1', `${probability}`);
  }
  return conditions.map((condition) => (random.uniform() < probability ? empty : condition));
}
