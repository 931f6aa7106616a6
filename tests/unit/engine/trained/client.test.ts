import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { toFailure } from '../../../../src/engine/errors.ts';
import type { Status } from '../../../../src/engine/status.ts';
import { createTrainedEngine } from '../../../../src/engine/trained/client.ts';
import type { RunOptions } from '../../../../src/engine/trained/client.ts';
import type {
  Classification,
  FinetuneStep,
  Finetuned,
} from '../../../../src/engine/trained/jobs.ts';
import { LoadError } from '../../../../src/engine/weights/error.ts';
import { FakeWorker } from './fake-worker.ts';
import { inputs } from './inputs.ts';

const result: Classification = {
  read: [],
  classes: [],
  logits: Float32Array.of(1),
  chances: Float32Array.of(1),
  attention: [],
  tensors: [],
  milliseconds: 1,
};
const step: FinetuneStep = { step: 1, loss: 2, milliseconds: 3 };

function setUp() {
  const workers: FakeWorker[] = [];
  const spawn = () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  };
  const engine = createTrainedEngine(spawn, { start: 3000, reply: 1000 });
  const news: Status[] = [];
  engine.onStatus((status) => news.push(status));
  const worker = (i: number) => workers[i] ?? expect.fail(`no worker ${i}`);
  const classify = (channel: string, options?: RunOptions<'classify'>) =>
    engine.run(channel, 'classify', inputs.classify, options);
  const finetune = (channel: string, options?: RunOptions<'finetune'>) =>
    engine.run(channel, 'finetune', inputs.finetune, options);
  /** Ends the job that runs. */
  const finish = (i = 0) => worker(i).say({ type: 'done', id: worker(i).lastId, result });
  const states = () => news.map(({ state }) => state);
  return { engine, workers, worker, classify, finetune, finish, news, states };
}

/** Lets promises that are resolved be heard. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a run', () => {
  test('makes the worker, waits until it is ready, and gives its result', async () => {
    const { workers, worker, classify, finish, news } = setUp();
    expect(workers).toHaveLength(0);
    const run = classify('a');
    await settle();
    expect(worker(0).sent).toEqual([]);
    vi.advanceTimersByTime(300);
    worker(0).ready();
    expect(worker(0).runs).toMatchObject([{ name: 'classify', input: inputs.classify }]);
    vi.advanceTimersByTime(50);
    finish();
    expect(await run).toEqual(result);
    const milliseconds = { start: 300, cold: 350 };
    expect(news.at(-1)).toEqual({ state: 'ready', backend: 'wasm', milliseconds });
  });

  test('waits for those before it on other channels', async () => {
    const { worker, classify, finish } = setUp();
    const runs = [classify('a'), classify('b'), classify('c')];
    await settle();
    worker(0).ready();
    for (const count of [1, 2, 3]) {
      expect(worker(0).runs).toHaveLength(count);
      finish();
    }
    expect(await Promise.all(runs)).toHaveLength(3);
  });

  test('hears its steps and its loading, and each keeps the worker alive', async () => {
    const { worker, finetune } = setUp();
    const [onStep, onLoading] = [vi.fn(), vi.fn()];
    const run = finetune('a', { onStep, onLoading });
    await settle();
    worker(0).ready();
    const id = worker(0).lastId;
    const progress = { loaded: 1, total: 2 };
    for (let i = 0; i < 4; i++) {
      vi.advanceTimersByTime(900);
      worker(0).say({ type: 'loading', id, model: 'reader', progress });
      vi.advanceTimersByTime(900);
      worker(0).say({ type: 'step', id, step });
    }
    worker(0).say({ type: 'step', id: id + 1, step });
    expect(onStep.mock.calls).toEqual([[step], [step], [step], [step]]);
    expect(onLoading).toHaveBeenLastCalledWith('reader', progress);
    const tuned: Finetuned = { ...inputsOfResult(), stopped: false };
    worker(0).say({ type: 'done', id, result: tuned });
    expect(await run).toEqual(tuned);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('out of bounds fails before anything is loaded', async () => {
    const { engine, workers } = setUp();
    const run = engine.run('a', 'lab-studio', { ...inputs['lab-studio'], steps: 0 });
    await expect(run).rejects.toMatchObject({ name: 'JobError', field: 'steps' });
    expect(workers).toHaveLength(0);
  });

  test('fails as it failed in the worker, and the next one goes on', async () => {
    const { worker, classify, finish } = setUp();
    const error = new LoadError('altered', 'models/x', 'SHA-256 1', '2');
    const failed = expect(classify('a')).rejects.toEqual(error);
    const next = classify('b');
    await settle();
    worker(0).ready();
    worker(0).say({ type: 'failure', id: worker(0).lastId, error: toFailure(error) });
    await failed;
    finish();
    expect(await next).toEqual(result);
  });
});

describe('a newer run on the same channel', () => {
  test('takes the place of one that waits, which is never sent', async () => {
    const { worker, classify, finish } = setUp();
    const first = classify('a');
    const old = expect(classify('b')).rejects.toMatchObject({ name: 'Superseded' });
    await settle();
    const fresh = classify('b');
    await old;
    worker(0).ready();
    finish();
    finish();
    expect(await Promise.all([first, fresh])).toHaveLength(2);
    expect(worker(0).runs).toHaveLength(2);
    expect(worker(0).sent).toHaveLength(2);
  });

  test('calls off one that runs, and starts when the worker has ended that', async () => {
    const { worker, classify, finetune, finish } = setUp();
    const onStep = vi.fn();
    const old = expect(finetune('a', { onStep })).rejects.toMatchObject({ name: 'Superseded' });
    await settle();
    worker(0).ready();
    const id = worker(0).lastId;
    const fresh = classify('a');
    await old;
    expect(worker(0).sent.at(-1)).toEqual({ type: 'callOff', id, superseded: true });
    worker(0).say({ type: 'step', id, step });
    expect(onStep).not.toHaveBeenCalled();
    expect(worker(0).runs).toHaveLength(1);
    finish();
    expect(worker(0).runs).toHaveLength(2);
    finish();
    expect(await fresh).toEqual(result);
  });

  test('leaves other channels alone', async () => {
    const { worker, classify, finetune, finish } = setUp();
    const other = classify('b');
    const old = expect(finetune('a')).rejects.toMatchObject({ name: 'Superseded' });
    await settle();
    const fresh = classify('a');
    await old;
    worker(0).ready();
    finish();
    finish();
    expect(await Promise.all([other, fresh])).toHaveLength(2);
  });
});

describe('a run that is called off', () => {
  test('before its turn is never sent', async () => {
    const { worker, classify, finish } = setUp();
    const controller = new AbortController();
    const first = classify('a');
    const run = classify('b', { signal: controller.signal });
    const calledOff = expect(run).rejects.toMatchObject({ name: 'CalledOff' });
    await settle();
    controller.abort();
    await calledOff;
    worker(0).ready();
    finish();
    await first;
    expect(worker(0).sent).toHaveLength(1);
  });

  test('before it began loads nothing', async () => {
    const { classify, workers } = setUp();
    const run = classify('a', { signal: AbortSignal.abort() });
    await expect(run).rejects.toMatchObject({ name: 'CalledOff' });
    expect(workers).toHaveLength(0);
  });

  test('while it runs is told so, and gives what the worker makes of it', async () => {
    const { worker, finetune } = setUp();
    const controller = new AbortController();
    const run = finetune('a', { signal: controller.signal });
    await settle();
    worker(0).ready();
    const id = worker(0).lastId;
    controller.abort();
    expect(worker(0).sent.at(-1)).toEqual({ type: 'callOff', id, superseded: false });
    const tuned: Finetuned = { ...inputsOfResult(), stopped: true };
    worker(0).say({ type: 'done', id, result: tuned });
    expect(await run).toEqual(tuned);
  });

  test('after its end changes nothing', async () => {
    const { worker, classify, finish } = setUp();
    const controller = new AbortController();
    const run = classify('a', { signal: controller.signal });
    await settle();
    worker(0).ready();
    finish();
    await run;
    controller.abort();
    expect(worker(0).sent).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a worker that dies', () => {
  test.each<[string, (worker: FakeWorker) => void, string]>([
    ['by an error', (worker) => worker.die(), 'boom'],
    ['in silence', () => vi.advanceTimersByTime(1001), 'no answer within 1 s'],
    [
      'in silence after a step',
      (worker) => {
        worker.say({ type: 'step', id: worker.lastId, step });
        vi.advanceTimersByTime(1001);
      },
      'no answer within 1 s',
    ],
  ])('%s takes its job along; those that wait get a new worker', async (_, kill, reason) => {
    const { worker, workers, classify, finish, news } = setUp();
    const message = expect.stringContaining(reason) as string;
    const dead = expect(classify('a')).rejects.toMatchObject({ name: 'EngineFailed', message });
    const other = classify('b');
    await settle();
    worker(0).ready();
    kill(worker(0));
    await dead;
    expect(worker(0).terminated).toBe(true);
    expect(news.at(-1)).toMatchObject({ state: 'restarted', reason: message });
    worker(1).ready();
    finish(1);
    expect(await other).toEqual(result);
    expect(workers).toHaveLength(2);
  });

  test('with nobody waiting is replaced at the next run', async () => {
    const { worker, workers, classify, finish } = setUp();
    const dead = expect(classify('a')).rejects.toMatchObject({ name: 'EngineFailed' });
    await settle();
    worker(0).ready();
    worker(0).die();
    await dead;
    expect(workers).toHaveLength(1);
    const next = classify('a');
    await settle();
    worker(1).ready();
    finish(1);
    expect(await next).toEqual(result);
  });

  test('at its start, twice, is given up; a later run tries again', async () => {
    const { worker, workers, classify, states } = setUp();
    const runs = ['a', 'b'].map((channel) => classify(channel));
    const refused = runs.map((run) =>
      expect(run).rejects.toMatchObject({ name: 'EngineUnavailable' }),
    );
    await settle();
    worker(0).die('');
    vi.advanceTimersByTime(3001);
    await Promise.all(refused);
    expect(states()).toEqual(['idle', 'starting', 'restarted', 'unavailable']);
    void classify('a');
    await settle();
    worker(2).ready();
    expect(workers).toHaveLength(3);
    expect(states().at(-1)).toBe('running');
  });

  test('at two starts, but not one after the other, is replaced each time', async () => {
    const { worker, workers, classify, finish, states } = setUp();
    for (const first of [0, 2]) {
      const run = classify('a');
      await settle();
      worker(first).die();
      worker(first + 1).ready();
      finish(first + 1);
      expect(await run).toEqual(result);
      worker(first + 1).die();
    }
    expect(workers).toHaveLength(4);
    expect(states()).not.toContain('unavailable');
  });

  test('is none where a page may not make one', async () => {
    const engine = createTrainedEngine(() => {
      throw new Error('refused by policy');
    });
    const run = engine.run('a', 'classify', inputs.classify);
    await expect(run).rejects.toMatchObject({
      name: 'EngineUnavailable',
      message: 'refused by policy',
    });
  });
});

test('a page that slept hears what the worker said meanwhile', async () => {
  const { worker, workers, classify, finish } = setUp();
  const run = classify('a');
  await settle();
  worker(0).ready();
  const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
  vi.advanceTimersByTime(1001);
  now.mockRestore();
  expect(workers).toHaveLength(1);
  finish();
  expect(await run).toEqual(result);
});

test('dispose supersedes what runs and what waits, and ends the worker', async () => {
  const { engine, worker, classify, states } = setUp();
  const runs = ['a', 'b'].map((channel) => classify(channel));
  const refused = runs.map((run) => expect(run).rejects.toMatchObject({ name: 'Superseded' }));
  await settle();
  worker(0).ready();
  const before = states().length;
  engine.dispose();
  await Promise.all(refused);
  expect(worker(0).terminated).toBe(true);
  vi.advanceTimersByTime(100_000);
  expect(states()).toHaveLength(before);
});

function inputsOfResult() {
  const hiddenWords = { before: 1, after: 2 };
  const numbers = { steps: 1, accuracy: 1, trained: 1, total: 1, hiddenWords };
  return { file: Uint8Array.of(1), classes: ['x'], ...numbers };
}
