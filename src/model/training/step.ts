import * as tf from '@tensorflow/tfjs-core';
import { expectCount } from '../check.ts';
import { disposeParams, flatten, mapParams } from '../params.ts';
import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';
import { adamW } from './adamw.ts';
import type { AdamWSettings } from './adamw.ts';
import type { Batches } from './batches.ts';
import { clipByGlobalNorm, globalNorm } from './clip.ts';
import { updateAverage } from './ema.ts';
import { valueAndGrads } from './gradients.ts';
import type { ValueAndGrads } from './gradients.ts';
import { leavesOf, withLeaves } from './leaves.ts';
import type { Leaves } from './leaves.ts';
import type { Training } from './state.ts';

/** What a step computes from: the part of `TrainOptions` that decides its numbers. */
export interface StepOptions<P extends object, Item> {
  /** The mean loss of a batch. It draws from `random`, and from nothing else that is random. */
  readonly loss: (params: P, batch: readonly Item[], random: Random) => tf.Scalar;
  readonly batches: Batches<Item>;
  readonly optimizer: AdamWSettings;
  /** The longest gradient. No limit unless told otherwise. */
  readonly clip?: number | undefined;
  /** How much of the moving average stays at each step. 0.999 unless told otherwise. */
  readonly averageDecay?: number | undefined;
  /** How many batches make a step: their gradients' mean is taken. 1 unless told otherwise. */
  readonly accumulate?: number | undefined;
}

/** What a step replaces. */
export interface Next extends Omit<Training<object>, 'params'> {
  readonly weights: Leaves;
}

/** The next state, and `[loss, gradient norm]`. The caller owns all of it. */
export function computeStep<P extends object, Item>(
  training: Training<P>,
  options: StepOptions<P, Item>,
  rate: number,
): { next: Next; measured: tf.Tensor1D } {
  const { optimizer: settings, clip, averageDecay = 0.999 } = options;
  const { params, optimizer, average } = training;
  const random = createRandom(training.random);
  return tf.tidy(() => {
    const { value, gradients } = meanGradients(training, options, random);
    const norm = globalNorm(gradients);
    const clipped = clip === undefined ? gradients : clipByGlobalNorm(gradients, clip, norm);
    const { weights, state } = adamW(leavesOf(params), clipped, optimizer, rate, settings);
    const next = {
      weights,
      optimizer: { ...state },
      average: average && updateAverage(average, weights, averageDecay),
      random: random.state(),
    };
    return { next, measured: tf.stack([value, norm]) as tf.Tensor1D };
  });
}

/** The mean loss and gradient of the batches of one step. */
function meanGradients<P extends object, Item>(
  { params, optimizer }: Training<P>,
  { loss, batches, accumulate = 1 }: StepOptions<P, Item>,
  random: Random,
): ValueAndGrads {
  expectCount('train', 'accumulate', accumulate);
  const trainable = (path: string) => Object.hasOwn(optimizer.first, path);
  const compute = (i: number) => {
    const batch = batches(optimizer.step * accumulate + i);
    return valueAndGrads(params, (moved) => loss(moved, batch, random), trainable);
  };
  let total = compute(0);
  for (let i = 1; i < accumulate; i++) {
    const before = total;
    total = tf.tidy(() => ({ ...addAll(before, compute(i)) }));
    disposeParams(before);
  }
  return accumulate === 1 ? total : mapParams(total, (_, sum) => tf.div(sum, accumulate));
}

function addAll(left: ValueAndGrads, right: ValueAndGrads): ValueAndGrads {
  const terms = new Map(flatten(right));
  return mapParams(left, (path, sum) => tf.add(sum, terms.get(path) ?? 0));
}

/** Puts the next state in place of the last, and frees that. */
export function commit<P extends object>(training: Training<P>, { weights, ...rest }: Next): void {
  const { optimizer, average, params } = training;
  const replaced = leavesOf(params, (path) => Object.hasOwn(weights, path));
  Object.assign(training, rest, { params: withLeaves(params, weights) });
  disposeParams({ replaced, ...optimizer, average });
}
