import { expectCount, expectPositive } from '../check.ts';
import { ModelError } from '../error.ts';

/** The learning rate of an update. Updates count from 1. */
export type Schedule = (step: number) => number;

/** The same rate at every step. */
export function constantRate(rate: number): Schedule {
  expectPositive('constantRate', 'rate', rate);
  return () => rate;
}

export interface InverseSquareRootOptions {
  /** D, the width of the model: wider models learn in smaller steps. */
  readonly width: number;
  /** How many steps the rate rises. */
  readonly warmup: number;
}

/**
 * Up in a line, then down with the root of the step.
 *
 *     rate(t) = D^-½ · min(t^-½, t · warmup^-1½)
 *
 * Vaswani et al. 2017, section 5.3, equation 3.
 */
export function inverseSquareRoot({ width: D, warmup }: InverseSquareRootOptions): Schedule {
  expectCount('inverseSquareRoot', 'width', D);
  expectCount('inverseSquareRoot', 'warmup', warmup);
  return (step) => D ** -0.5 * Math.min(step ** -0.5, step * warmup ** -1.5);
}

export interface CosineOptions {
  /** The highest rate, at step `warmup`. */
  readonly peak: number;
  /** How many steps the rate rises. 0 unless told otherwise: it starts at the peak. */
  readonly warmup?: number | undefined;
  /** The step at which the rate has come down. */
  readonly steps: number;
  /** Where it comes down to, and stays. 0 unless told otherwise. */
  readonly floor?: number | undefined;
}

/**
 * Up in a line, then down along half a cosine.
 *
 *     t ≤ warmup: rate(t) = peak · t / warmup
 *     then:       rate(t) = floor + (peak − floor) · ½(1 + cos(π · (t − warmup) / (steps − warmup)))
 *
 * Loshchilov and Hutter 2017 (SGDR), equation 5, without restarts.
 */
export function cosine({ peak, warmup = 0, steps, floor = 0 }: CosineOptions): Schedule {
  expectPositive('cosine', 'peak', peak);
  expectCount('cosine', 'steps', steps);
  if (!Number.isInteger(warmup) || warmup < 0 || warmup >= steps) {
    throw new ModelError('cosine', `a whole warmup of 0 to ${steps - 1}`, String(warmup));
  }
  if (!(floor >= 0 && floor <= peak)) {
    throw new ModelError('cosine', `a floor of 0 to ${peak}`, String(floor));
  }
  return (step) => {
    if (step < warmup) return (peak * step) / warmup;
    const done = Math.min(1, (step - warmup) / (steps - warmup));
    return floor + (peak - floor) * 0.5 * (1 + Math.cos(Math.PI * done));
  };
}
