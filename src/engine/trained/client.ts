import type { Patience, WorkerLike } from '../connection.ts';
import type { StatusListener } from '../status.ts';
import type { Progress } from '../weights/address.ts';
import { Dispatcher } from './dispatcher.ts';
import type { JobName, Jobs } from './jobs.ts';
import type { Reply, Request } from './protocol.ts';

/** The worker of the trained models, as the page sees it. */
export type TrainedWorker = WorkerLike<Request, Reply>;

export interface RunOptions<Name extends JobName> {
  /** Called for each step, in order, as long as the run is wanted. */
  readonly onStep?: ((step: Jobs[Name]['step']) => void) | undefined;
  /** Called while weights are on their way: at the first job with a model. */
  readonly onLoading?: ((model: string, progress: Progress) => void) | undefined;
  /** Calls the run off. Fine-tuning then ends with what it has learnt so far. */
  readonly signal?: AbortSignal | undefined;
}

/** Trained models for a page. Makes no worker, and so loads nothing, before the first run. */
export interface TrainedEngine {
  /**
   * Runs a job after those that came before it. A newer run on the same channel supersedes an older
   * one.
   *
   * @throws JobError (out of bounds), LoadError (no weights; try again), Superseded, CalledOff,
   * RunError (the model refused it), EngineFailed (the worker died over it; the next run gets a new
   * one), EngineUnavailable (there is no worker).
   */
  run<Name extends JobName>(
    channel: string,
    name: Name,
    input: Jobs[Name]['input'],
    options?: RunOptions<Name>,
  ): Promise<Jobs[Name]['result']>;
  /** Calls `listener` now and at every change; returns the way to stop. */
  onStatus(listener: StatusListener): () => void;
  /** Ends the worker. What is pending counts as superseded. */
  dispose(): void;
}

export function createTrainedEngine(
  spawn: () => TrainedWorker,
  patience: Patience = PATIENCE,
): TrainedEngine {
  return new Dispatcher(spawn, patience);
}

/** A step of sampling is long where there is no WebAssembly; a stalled download is told earlier. */
const PATIENCE: Patience = { start: 30_000, reply: 60_000 };
