import * as tf from '@tensorflow/tfjs-core';
import { expectFinite, expectShape } from '../check.ts';
import { ModelError } from '../error.ts';
import { noTap } from '../tap.ts';
import type { Tap } from '../tap.ts';
import type { Rates } from './rates.ts';
import { weightedSum } from './weighted-sum.ts';

/** What a network may be trained to predict from x. */
export type Prediction = 'epsilon' | 'x0' | 'v' | 'velocity' | 'score';

/**
 * Every target is a mix of the data and the noise: p·x₀ + q·ε.
 *
 *     ε,  x₀,  v = signal·ε − noise·x₀,  velocity = ε − x₀,  score = −ε / noise
 *
 * ε: Ho et al. 2020. v: Salimans and Ho 2022, section 4. Velocity: Liu et al. 2023, the derivative
 * of a flow's x by t. Score, the gradient of log p(x), at the noise that was drawn: Song et al. 2021.
 */
const MIX: Readonly<Record<Prediction, (rates: Rates) => readonly [p: number, q: number]>> = {
  epsilon: () => [0, 1],
  x0: () => [1, 0],
  v: ({ signal, noise }) => [-noise, signal],
  velocity: () => [-1, 1],
  score: ({ noise }) => [0, -1 / noise],
};

/**
 * Data and noise mixed: x = signal·x₀ + noise·ε, in one go whatever the time.
 *
 *     diffusion: x = √ᾱ·x₀ + √(1 − ᾱ)·ε       flow: x = (1 − t)·x₀ + t·ε
 *
 * Ho et al. 2020, equation 4; Liu et al. 2023, section 2.1. Tap: `noised`.
 *
 * @param clean x₀ [B, ...]
 * @param epsilon [B, ...], standard normal
 * @param rates one a sample, or one for all
 * @throws ModelError if the shapes disagree, or if an input is not finite.
 */
export function addNoise<X extends tf.Tensor>(
  clean: X,
  epsilon: X,
  rates: readonly Rates[],
  tap: Tap = noTap,
): X {
  const signals = rates.map(({ signal }) => signal);
  const noises = rates.map(({ noise }) => noise);
  checkPair('addNoise', ['x0', clean], ['epsilon', epsilon], rates);
  return tf.tidy(() => tap('noised', weightedSum(signals, clean, noises, epsilon)));
}

/**
 * What the network should have predicted, p·x₀ + q·ε: see {@link Prediction}. Tap: `target`.
 *
 * @param rates one a sample, or one for all
 * @throws ModelError if the shapes disagree, or if an input is not finite.
 */
export function trainingTarget<X extends tf.Tensor>(
  kind: Prediction,
  clean: X,
  epsilon: X,
  rates: readonly Rates[],
  tap: Tap = noTap,
): X {
  checkPair('trainingTarget', ['x0', clean], ['epsilon', epsilon], rates);
  const mixes = rates.map((rate) => MIX[kind](rate));
  const [p, q] = [mixes.map(([share]) => share), mixes.map(([, share]) => share)];
  return tf.tidy(() => tap('target', weightedSum(p, clean, q, epsilon)));
}

/**
 * One kind of prediction turned into another. With x at hand they all say the same: x and the
 * prediction are two equations for the two unknowns x₀ and ε.
 *
 *     x = signal·x₀ + noise·ε        x₀ = (q·x − noise·y) / (signal·q − noise·p)
 *     y = p·x₀ + q·ε                 ε = (signal·y − p·x) / (signal·q − noise·p)
 *
 * For example x₀ = (x − √(1 − ᾱ)·ε)/√ᾱ = √ᾱ·x − √(1 − ᾱ)·v in a diffusion model, and
 * x₀ = x − t·velocity, ε = x + (1 − t)·velocity in a flow.
 *
 * @param rates one a sample, or one for all
 * @throws ModelError if the prediction does not determine x₀ and ε (an ε of pure noise says
 *   nothing about x₀), if the shapes disagree, or if an input is not finite.
 */
export function convertPrediction<X extends tf.Tensor>(
  from: Prediction,
  to: Prediction,
  x: X,
  prediction: X,
  rates: readonly Rates[],
): X {
  checkPair('convertPrediction', ['x', x], ['prediction', prediction], rates);
  const shares = rates.map((rate) => predictionShares(from, to, rate));
  const [ofX, ofPrediction] = [shares.map(([share]) => share), shares.map(([, share]) => share)];
  return tf.tidy(() => weightedSum(ofX, x, ofPrediction, prediction));
}

/** How much of x and of the prediction `from` makes the prediction `to`. */
export function predictionShares(
  from: Prediction,
  to: Prediction,
  rates: Rates,
): readonly [ofX: number, ofPrediction: number] {
  const { signal, noise } = rates;
  const [p, q] = MIX[from](rates);
  const [pTo, qTo] = MIX[to](rates);
  const determinant = signal * q - noise * p;
  const shares = [
    (pTo * q - qTo * p) / determinant,
    (qTo * signal - pTo * noise) / determinant,
  ] as const;
  if (!shares.every(Number.isFinite)) {
    const got = `signal ${signal}, noise ${noise}`;
    throw new ModelError('convertPrediction', `rates at which ${from} determines ${to}`, got);
  }
  return shares;
}

type Named = readonly [name: string, tensor: tf.Tensor];

function checkPair(where: string, [first, x]: Named, [second, y]: Named, rates: readonly Rates[]) {
  const [B = 0] = x.shape;
  expectShape(where, second, y, x.shape);
  expectFinite(where, first, x);
  expectFinite(where, second, y);
  if (rates.length !== 1 && rates.length !== B) {
    throw new ModelError(where, `1 or ${B} pairs of rates`, `${rates.length}`);
  }
}
