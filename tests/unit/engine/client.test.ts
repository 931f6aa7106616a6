import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEngine } from '../../../src/engine/client.ts';
import type { Status, WorkerLike } from '../../../src/engine/client.ts';
import type { Reply, Request, Trace } from '../../../src/engine/protocol.ts';
import { job } from './jobs.ts';

/** A worker that does what the test tells it to. */
class FakeWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  readonly sent: Request[] = [];
  terminated = false;

  postMessage(message: Request): void {
    this.sent.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  say(data: Reply): void {
    this.onmessage?.({ data } as MessageEvent<Reply>);
  }
  die(message: string): void {
    this.onerror?.({ message } as ErrorEvent);
  }
  /** The ids of the jobs that it was sent. */
  jobs(): number[] {
    return this.sent.filter(({ type }) => type === 'run').map(({ id }) => id);
  }
}

const trace: Trace = { tensors: [], weights: [], milliseconds: 1, backend: 'cpu' };

function setUp() {
  const workers: FakeWorker[] = [];
  const spawn = () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  };
  const engine = createEngine({ spawn, timeout: 1000 });
  const states: Status['state'][] = [];
  engine.onStatus(({ state }) => states.push(state));
  const worker = (i: number) => workers[i] ?? expect.fail(`no worker ${i}`);
  return { engine, workers, worker, states };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('createEngine', () => {
  test('spawns nothing before the first run, and one worker for all channels', async () => {
    const { engine, workers, worker, states } = setUp();
    expect(workers).toHaveLength(0);
    const [first, second] = [engine.run('a', job()), engine.run('b', job())];
    expect(workers).toHaveLength(1);
    worker(0).say({ type: 'ready', backend: 'cpu' });
    worker(0)
      .jobs()
      .forEach((id) => worker(0).say({ type: 'trace', id, trace }));
    expect(await first).toBe(trace);
    expect(await second).toBe(trace);
    expect(states).toEqual(['idle', 'starting', 'ready']);
  });

  test('a newer run on a channel supersedes the older, which the worker is told to drop', async () => {
    const { engine, worker } = setUp();
    const old = engine.run('a', job());
    const other = engine.run('b', job());
    const rejected = expect(old).rejects.toMatchObject({ name: 'Superseded' });
    const fresh = engine.run('a', job({ seed: 8 }));
    await rejected;
    const [oldId = 0, otherId = 0, freshId = 0] = worker(0).jobs();
    expect(worker(0).sent).toContainEqual({ type: 'cancel', id: oldId });
    worker(0).say({ type: 'trace', id: oldId, trace });
    worker(0).say({ type: 'trace', id: otherId, trace });
    worker(0).say({ type: 'trace', id: freshId, trace });
    await expect(Promise.all([other, fresh])).resolves.toHaveLength(2);
  });

  test('a worker that dies is replaced, and the pending job is sent again', async () => {
    const { engine, workers, worker, states } = setUp();
    const run = engine.run('a', job());
    worker(0).say({ type: 'ready', backend: 'cpu' });
    worker(0).die('boom');
    expect(worker(0).terminated).toBe(true);
    expect(workers).toHaveLength(2);
    const [id = 0] = worker(1).jobs();
    worker(1).say({ type: 'trace', id, trace });
    expect(await run).toBe(trace);
    expect(states).toEqual(['idle', 'starting', 'ready', 'restarted']);
  });

  test('a worker that is silent for too long counts as dead; an idle one does not', async () => {
    const { engine, workers, worker } = setUp();
    const run = engine.run('a', job());
    vi.advanceTimersByTime(1001);
    expect(workers).toHaveLength(2);
    const [id = 0] = worker(1).jobs();
    worker(1).say({ type: 'trace', id, trace });
    await run;
    vi.advanceTimersByTime(100_000);
    expect(workers).toHaveLength(2);
  });

  test('a job that kills two workers is given up; the next job gets a fresh one', async () => {
    const { engine, workers, worker } = setUp();
    const run = engine.run('a', job());
    worker(0).say({ type: 'ready', backend: 'cpu' });
    const rejected = expect(run).rejects.toMatchObject({ name: 'EngineFailed', message: 'boom' });
    worker(0).die('boom');
    worker(1).say({ type: 'ready', backend: 'cpu' });
    worker(1).die('boom');
    await rejected;
    void engine.run('a', job());
    expect(workers).toHaveLength(3);
  });

  test('a worker whose script never loads makes the engine unavailable', async () => {
    const { engine, worker, states } = setUp();
    const rejected = expect(engine.run('a', job())).rejects.toMatchObject({
      name: 'EngineUnavailable',
    });
    worker(0).die('blocked');
    worker(1).die('blocked');
    await rejected;
    expect(states.at(-1)).toBe('unavailable');
  });

  test('a page that may not make workers is told so', async () => {
    const engine = createEngine({
      spawn: () => {
        throw new Error('refused by policy');
      },
    });
    await expect(engine.run('a', job())).rejects.toMatchObject({
      name: 'EngineUnavailable',
      message: 'refused by policy',
    });
  });

  test('a refused job says which field was wrong', async () => {
    const { engine, worker } = setUp();
    const run = engine.run('a', job());
    const rejected = expect(run).rejects.toMatchObject({ name: 'JobRefused', field: 'width' });
    const error = { name: 'JobError', message: 'width: wanted 8, got 7', field: 'width' };
    worker(0).say({ type: 'failure', id: worker(0).jobs()[0] ?? 0, error });
    await rejected;
  });

  test('dispose ends the worker and what is pending', async () => {
    const { engine, worker } = setUp();
    const rejected = expect(engine.run('a', job())).rejects.toMatchObject({ name: 'Superseded' });
    engine.dispose();
    await rejected;
    expect(worker(0).terminated).toBe(true);
  });
});
