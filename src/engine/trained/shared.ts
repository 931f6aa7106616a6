import { createTrainedEngine } from './client.ts';
import type { TrainedEngine } from './client.ts';

/**
 * The one engine of trained models of a page, beside that of the steppers, for the same reason: a
 * second worker would load tfjs and the weights a second time.
 */
let engine: TrainedEngine | undefined;

export function sharedTrainedEngine(): TrainedEngine {
  engine ??= createTrainedEngine(spawn);
  return engine;
}

/** Vite finds the worker by this very expression. */
function spawn(): Worker {
  return new Worker(new URL('./worker/trained-worker.ts', import.meta.url), { type: 'module' });
}
