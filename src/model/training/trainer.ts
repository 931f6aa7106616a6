import { ModelError } from '../error.ts';
import type { Schedule } from './schedules.ts';
import { disposeTraining } from './state.ts';
import type { Training } from './state.ts';
import { commit, computeStep } from './step.ts';
import type { StepOptions } from './step.ts';

/** What is known of a step when it is done. */
export interface StepReport {
  /** From 1. */
  readonly step: number;
  /** The mean over the batches of the step, before its update. */
  readonly loss: number;
  /** The length of the gradient, before it is clipped. */
  readonly gradientNorm: number;
  readonly learningRate: number;
  readonly milliseconds: number;
}

export interface TrainOptions<P extends object, Item> extends StepOptions<P, Item> {
  /** The step at which to end, counted from the start of the run and not from a resumption. */
  readonly steps: number;
  readonly schedule: Schedule;
  /** Called after each step. What it throws ends the run, with the step kept. */
  readonly onStep?: ((report: StepReport) => void) | undefined;
  /** Ends the run before the next step. An `AbortSignal` will do. */
  readonly signal?: { readonly aborted: boolean } | undefined;
  /** Awaited after each step: a page hands the thread back here. */
  readonly pause?: (() => Promise<void>) | undefined;
  /** A clock, in milliseconds. */
  readonly now?: (() => number) | undefined;
}

/**
 * Trains until `steps` are done, or `signal` says stop. Then it may be called again, or saved: a
 * run that goes on from a checkpoint on the same backend has the same bits as one that never
 * stopped.
 *
 * It knows neither model nor page: the loss is a callback, and so is what happens after a step.
 * After an error, `training` is as the last full step left it.
 *
 * @throws ModelError if the loss or the gradient is not finite, or two loops train one run.
 */
export async function train<P extends object, Item>(
  training: Training<P>,
  options: TrainOptions<P, Item>,
): Promise<void> {
  const { steps, signal, onStep, pause } = options;
  while (training.optimizer.step < steps && !signal?.aborted) {
    const report = await trainStep(training, options);
    onStep?.(report);
    await pause?.();
  }
}

async function trainStep<P extends object, Item>(
  training: Training<P>,
  options: TrainOptions<P, Item>,
): Promise<StepReport> {
  const { schedule, now = () => performance.now() } = options;
  const start = now();
  const step = training.optimizer.step + 1;
  const learningRate = schedule(step);
  const { next, measured } = computeStep(training, options, learningRate);
  const [loss = NaN, gradientNorm = NaN] = await measured.data();
  measured.dispose();
  const problem = whyNot(step, training, loss, gradientNorm);
  if (problem) {
    disposeTraining({ ...next, params: next.weights });
    throw problem;
  }
  commit(training, next);
  return { step, loss, gradientNorm, learningRate, milliseconds: now() - start };
}

/** Why a step must not be kept, if so. */
function whyNot(
  step: number,
  { optimizer }: Training<object>,
  loss: number,
  gradientNorm: number,
): ModelError | undefined {
  if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm)) {
    const got = `loss ${loss} and gradient norm ${gradientNorm} at step ${step}`;
    return new ModelError('train', 'a finite loss and gradient', got);
  }
  if (optimizer.step + 1 === step) return undefined;
  return new ModelError('train', 'one loop at a time for a run', 'two');
}
