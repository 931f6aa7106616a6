import { createEngine } from '../src/engine/client.ts';
import { sharedTrainedEngine } from '../src/engine/trained/shared.ts';
import { jobs } from './engine-jobs.mjs';

/** What one page load of one backend measured, in milliseconds. */
export interface Timed {
  /** From the first run until its trace: the worker loads and starts meanwhile. */
  readonly cold: number;
  /** From each later run until its trace, by job. */
  readonly warm: Readonly<Record<string, readonly number[]>>;
}

const spawns = {
  cpu: () => new Worker(new URL('../src/engine/worker.ts', import.meta.url), { type: 'module' }),
  wasm: () => new Worker(new URL('./engine-wasm-worker.ts', import.meta.url), { type: 'module' }),
};

const WARM_UP = 20;

async function time(backend: keyof typeof spawns, runs: number): Promise<Timed> {
  const engine = createEngine({ spawn: spawns[backend] });
  const once = async (job: (typeof jobs)[keyof typeof jobs]) => {
    const start = performance.now();
    const trace = await engine.run('bench', job);
    if (trace.backend !== backend) throw new Error(`wanted ${backend}, got ${trace.backend}`);
    return performance.now() - start;
  };
  const cold = await once(Object.values(jobs)[0] as (typeof jobs)[keyof typeof jobs]);
  const warm: Record<string, number[]> = {};
  for (const [size, job] of Object.entries(jobs)) {
    const times: number[] = [];
    for (let i = 0; i < runs + WARM_UP; i++) times.push(await once(job));
    warm[size] = times.slice(WARM_UP);
  }
  engine.dispose();
  return { cold, warm };
}

// The second is never started: with it in the page, its worker is built and can be weighed.
Object.assign(globalThis, { time, sharedTrainedEngine });
