import { createEngine } from './client.ts';
import type { Engine } from './client.ts';

/**
 * The one engine of a page: its widgets share one worker, each on a channel of its own. This is
 * the only shared instance in the course, because a second worker would load and compile tfjs a
 * second time. Whoever needs an engine of its own, a test for example, calls `createEngine`.
 */
let engine: Engine | undefined;

export function sharedEngine(): Engine {
  engine ??= createEngine({ spawn });
  return engine;
}

/** Vite finds the worker by this very expression. */
function spawn(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
}
