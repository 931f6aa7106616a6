import { createTrainedEngine } from '../../src/engine/trained/client.ts';
import type { TrainedEngine, TrainedWorker } from '../../src/engine/trained/client.ts';
import type { TuningMode } from '../../src/engine/trained/jobs.ts';
import type { Race } from '../model/race.ts';
import type { Held } from './bench-worker.ts';
import { studioInput, translateInput, tuneInput } from './tasks.ts';

export type Backend = 'wasm' | 'webgl';

export type TaskName = 'translate' | 'sample' | 'sample with each step shown' | Mode;
export type Mode = Exclude<TuningMode, 'scratch'>;

/** What one task took, in milliseconds, each time, and what it left. */
export interface Timed {
  readonly times: readonly number[];
  /** How many more tensors the last run left than the first. */
  readonly left: number;
  readonly heap: number;
}

/** One run of a task: how long it took, or how long each of its steps. */
type Run = (engine: TrainedEngine) => Promise<{ times: readonly number[]; held: Held }>;

const RUNS: Readonly<Record<TaskName, Run>> = {
  translate: (engine) => timeJob(() => engine.run('bench', 'translate', translateInput)),
  sample: (engine) => timeJob(() => engine.run('bench', 'lab-studio', studioInput(false))),
  'sample with each step shown': (engine) =>
    timeJob(() => engine.run('bench', 'lab-studio', studioInput(true))),
  full: tune('full'),
  frozen: tune('frozen'),
  lora: tune('lora'),
};

async function timeJob(job: () => Promise<object>): ReturnType<Run> {
  const start = performance.now();
  const result = (await job()) as { held: Held };
  return { times: [performance.now() - start], held: result.held };
}

/** From one step to the next as the page hears of them. */
function tune(mode: Mode): Run {
  return async (engine) => {
    const input = await tuneInput(mode);
    const heard: number[] = [];
    const onStep = () => heard.push(performance.now());
    const { held } = await timeJob(() => engine.run('bench', 'finetune', input, { onStep }));
    return { times: heard.slice(1).map((at, i) => at - (heard[i] ?? NaN)), held };
  };
}

/** Runs a task in a worker of its own, `warmUp` times without counting, then `runs` times. */
async function time(
  backend: Backend,
  task: TaskName,
  warmUp: number,
  runs: number,
): Promise<Timed> {
  const engine = createTrainedEngine(() => spawn(backend));
  engine.onStatus(({ backend: real }) => {
    if (real !== undefined && real !== backend) throw new Error(`wanted ${backend}, got ${real}`);
  });
  const first = await repeat(engine, task, warmUp);
  const last = await repeat(engine, task, runs);
  engine.dispose();
  return {
    times: last.flatMap(({ times }) => times),
    left: (last.at(-1)?.held.tensors ?? NaN) - (first.at(-1)?.held.tensors ?? NaN),
    heap: last.at(-1)?.held.heap ?? NaN,
  };
}

async function repeat(engine: TrainedEngine, task: TaskName, count: number) {
  const runs = [];
  for (let i = 0; i < count; i++) runs.push(await RUNS[task](engine));
  return runs;
}

function spawn(name: Backend): TrainedWorker {
  return new Worker(new URL('./bench-worker.ts', import.meta.url), { type: 'module', name });
}

/** Ours against ONNX Runtime's, in one worker. */
function race(graphs: Graphs): Promise<Race[]> {
  const worker = new Worker(new URL('./race-worker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Race[]>) => {
      resolve(data);
      worker.terminate();
    };
    worker.onerror = ({ message }) => {
      reject(new Error(message));
    };
    worker.postMessage(graphs);
  });
}

/** Where the graphs are, below the page. */
export interface Graphs {
  readonly translator: string;
  readonly reader: string;
  readonly sora: string;
}

export interface BenchPage {
  readonly time: typeof time;
  readonly race: typeof race;
}

Object.assign(globalThis, { bench: { time, race } satisfies BenchPage });
