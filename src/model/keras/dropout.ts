import * as tf from '@tensorflow/tfjs-core';
import { ModelError } from '../error.ts';
import type { Random } from '../random.ts';
import { noTap } from '../tap.ts';
import type { Tap } from '../tap.ts';

export interface DropoutRates {
  /** The share of each sub-layer's output that is dropped, from 0 to below 1. */
  readonly dropout?: number | undefined;
  /** The share of the attention weights that is dropped: none in the paper. */
  readonly attentionDropout?: number | undefined;
}

const SUB_LAYER = /^(self|cross|ffn)\.output$/;
const PATTERN = /^(self|cross)\.pattern$/;

/**
 * Dropout as a tap: it edits what a sub-layer gives before that is added to the residual.
 *
 *     x + Dropout(Sublayer(x)),   Dropout(y) = y ⊙ m / (1 − rate),   P(m = 1) = 1 − rate
 *
 * Vaswani et al. 2017, section 5.4. What is left counts for more, so that the mean stays.
 */
export function dropoutTap(random: Random, rates: DropoutRates): Tap {
  const { dropout = 0, attentionDropout = 0 } = rates;
  if (dropout === 0 && attentionDropout === 0) return noTap;
  return (name, tensor) => {
    if (SUB_LAYER.test(name)) return drop(random, tensor, dropout);
    return PATTERN.test(name) ? drop(random, tensor, attentionDropout) : tensor;
  };
}

function drop<T extends tf.Tensor>(random: Random, tensor: T, rate: number): T {
  // tfjs takes the seed 0 for none.
  const seed = 1 + Math.floor(random.uniform() * 2 ** 31);
  return rate === 0 ? tensor : (tf.dropout(tensor, rate, undefined, seed) as T);
}

/** Throws unless `rate` is from 0 to below 1, or not given. */
export function expectRate(where: string, what: string, rate = 0): void {
  if (!(rate >= 0 && rate < 1)) {
    throw new ModelError(where, `${what} from 0 to below 1`, String(rate));
  }
}
