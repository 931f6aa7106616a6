import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEngine } from '../../../src/engine/client.ts';
import { toFailure } from '../../../src/engine/errors.ts';
import { JobError } from '../../../src/engine/job-error.ts';
import type { Trace } from '../../../src/engine/protocol.ts';
import type { Status } from '../../../src/engine/status.ts';
import { FakeWorker } from './fake-worker.ts';
import { job } from './jobs.ts';

const trace: Trace = { tensors: [], weights: [], milliseconds: 1, backend: 'cpu', tensorsLeft: 0 };

function setUp() {
  const workers: FakeWorker[] = [];
  const spawn = () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  };
  const engine = createEngine({ spawn, patience: { start: 3000, reply: 1000 } });
  const news: Status[] = [];
  engine.onStatus((status) => news.push(status));
  const worker = (i: number) => workers[i] ?? expect.fail(`no worker ${i}`);
  return { engine, workers, worker, news, states: () => news.map(({ state }) => state) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a run', () => {
  test('spawns one worker for all channels, none before the first run', async () => {
    const { engine, workers, worker, states } = setUp();
    expect(workers).toHaveLength(0);
    const runs = [engine.run('a', job()), engine.run('b', job())];
    expect(workers).toHaveLength(1);
    expect(worker(0).sent).toHaveLength(0);
    worker(0).ready();
    worker(0).reply(trace);
    worker(0).reply(trace);
    expect(await Promise.all(runs)).toEqual([trace, trace]);
    const once = ['running', 'ready'];
    expect(states()).toEqual(['idle', 'starting', 'ready', ...once, ...once]);
  });

  test('sends one job at a time, plain, in the order of the channels', () => {
    const { engine, worker } = setUp();
    const proxy = new Proxy(job({ seed: 1 }), {});
    void engine.run('a', proxy);
    void engine.run('b', job({ seed: 2 }));
    worker(0).ready();
    expect(worker(0).sent.map((request) => request.job.seed)).toEqual([1]);
    expect(() => structuredClone(worker(0).last)).not.toThrow();
    worker(0).reply(trace);
    expect(worker(0).sent.map((request) => request.job.seed)).toEqual([1, 2]);
  });

  test('takes its times from where the reader waits', async () => {
    const { engine, worker, news } = setUp();
    const first = engine.run('a', job());
    vi.advanceTimersByTime(300);
    worker(0).ready();
    vi.advanceTimersByTime(50);
    worker(0).reply(trace);
    await first;
    void engine.run('a', job());
    vi.advanceTimersByTime(20);
    worker(0).reply(trace);
    const milliseconds = { start: 300, cold: 350, warm: 20 };
    expect(news.at(-1)).toEqual({ state: 'ready', backend: 'cpu', milliseconds });
  });

  test('out of bounds fails before anything is loaded', async () => {
    const { engine, workers } = setUp();
    const run = engine.run('a', job({ width: 7 }));
    await expect(run).rejects.toMatchObject({ name: 'JobError', field: 'width', got: '7' });
    expect(workers).toHaveLength(0);
  });

  test.each([
    [
      'JobError',
      new JobError('edits', 'the name of a weight', '"x"'),
      { field: 'edits', got: '"x"' },
    ],
    ['ModelError', Object.assign(new Error('linear: no'), { name: 'ModelError' }), {}],
    ['Error', 'a string', { message: 'a string' }],
  ])('fails as it failed in the worker: %s', async (name, error, fields) => {
    const { engine, worker } = setUp();
    const run = expect(engine.run('a', job())).rejects.toMatchObject({ name, ...fields });
    worker(0).ready();
    worker(0).fail(toFailure(error));
    await run;
  });
});

describe('a newer run on the same channel', () => {
  test('takes the place of one that waits, which is never sent', async () => {
    const { engine, worker } = setUp();
    const old = expect(engine.run('a', job())).rejects.toMatchObject({ name: 'Superseded' });
    const fresh = engine.run('a', job({ seed: 8 }));
    await old;
    worker(0).ready();
    worker(0).reply(trace);
    expect(await fresh).toBe(trace);
    expect(worker(0).sent.map((request) => request.job.seed)).toEqual([8]);
  });

  test('supersedes one that runs at once; its late answer is nobody else’s', async () => {
    const { engine, worker } = setUp();
    const run = engine.run('a', job());
    worker(0).ready();
    const old = expect(run).rejects.toMatchObject({ name: 'Superseded' });
    const fresh = engine.run('a', job({ seed: 8 }));
    await old;
    expect(worker(0).sent).toHaveLength(1);
    worker(0).reply({ ...trace, milliseconds: 99 });
    worker(0).reply(trace);
    expect(await fresh).toBe(trace);
  });

  test('is the one that a new worker gets, if the old worker dies', async () => {
    const { engine, worker } = setUp();
    const old = engine.run('a', job());
    worker(0).ready();
    const superseded = expect(old).rejects.toMatchObject({ name: 'Superseded' });
    void engine.run('a', job({ seed: 8 }));
    await superseded;
    worker(0).die('boom');
    worker(1).ready();
    expect(worker(1).sent.map((request) => request.job.seed)).toEqual([8]);
  });

  test('leaves other channels alone', async () => {
    const { engine, worker } = setUp();
    const other = engine.run('b', job());
    const old = expect(engine.run('a', job())).rejects.toMatchObject({ name: 'Superseded' });
    const fresh = engine.run('a', job());
    await old;
    worker(0).ready();
    worker(0).reply(trace);
    worker(0).reply(trace);
    expect(await Promise.all([other, fresh])).toHaveLength(2);
  });
});

describe('a worker that dies', () => {
  test.each([
    ['by an error', (worker: FakeWorker) => worker.die('boom'), 'boom'],
    ['by an error without a message', (worker: FakeWorker) => worker.die(''), 'does not load'],
    ['over a message', (worker: FakeWorker) => worker.garble(), 'unreadable'],
    ['in silence', () => vi.advanceTimersByTime(1001), 'no answer within 1 s'],
  ])('%s is replaced, and its job is sent again', async (_, kill, reason) => {
    const { engine, workers, worker, states, news } = setUp();
    const run = engine.run('a', job());
    worker(0).ready();
    kill(worker(0));
    expect(worker(0).terminated).toBe(true);
    expect(news.at(-1)?.reason).toContain(reason);
    expect(workers).toHaveLength(2);
    worker(1).ready();
    worker(1).reply(trace);
    expect(await run).toBe(trace);
    const restart = ['restarted', 'ready', 'running', 'restarted'];
    expect(states()).toEqual(['idle', 'starting', 'ready', 'running', ...restart]);
    expect(news.at(-1)?.reason).toContain(reason);
    const next = engine.run('a', job());
    worker(1).reply(trace);
    await next;
    expect(news.at(-1)).toMatchObject({ state: 'ready' });
    expect(news.at(-1)).not.toHaveProperty('reason');
  });

  test('twice over one job takes this job along, and no other', async () => {
    const { engine, worker } = setUp();
    const failed = expect(engine.run('a', job())).rejects.toMatchObject({ name: 'EngineFailed' });
    const other = engine.run('b', job());
    worker(0).ready();
    worker(0).die('boom');
    worker(1).ready();
    worker(1).die('boom');
    await failed;
    worker(2).ready();
    worker(2).reply(trace);
    expect(await other).toBe(trace);
  });

  test('idle is replaced at the next run only', async () => {
    const { engine, workers, worker } = setUp();
    const run = engine.run('a', job());
    worker(0).ready();
    worker(0).reply(trace);
    await run;
    vi.advanceTimersByTime(100_000);
    expect(worker(0).terminated).toBe(false);
    worker(0).die('out of memory');
    expect(workers).toHaveLength(1);
    void engine.run('a', job());
    expect(workers).toHaveLength(2);
  });

  test('says nothing more: what comes late changes nothing', () => {
    const { engine, workers, worker } = setUp();
    void engine.run('a', job());
    worker(0).ready();
    const { onmessage, onerror } = worker(0);
    worker(0).die('boom');
    expect([onmessage, onerror]).not.toContain(null);
    expect([worker(0).onmessage, worker(0).onerror]).toEqual([null, null]);
    expect(workers).toHaveLength(2);
  });
});

describe('no worker', () => {
  test.each([
    ['its script never loads', (worker: FakeWorker) => worker.die('')],
    ['it never gets ready', () => vi.advanceTimersByTime(3001)],
  ])('is had if %s, twice; a later run tries again', async (_, kill) => {
    const { engine, workers, worker, states } = setUp();
    const name = 'EngineUnavailable';
    const runs = ['a', 'b'].map((channel) => engine.run(channel, job()));
    const rejected = runs.map((run) => expect(run).rejects.toMatchObject({ name }));
    kill(worker(0));
    kill(worker(1));
    await Promise.all(rejected);
    expect(states()).toEqual(['idle', 'starting', 'restarted', 'unavailable']);
    expect(workers).toHaveLength(2);
    void engine.run('a', job());
    worker(2).ready();
    expect(states().at(-1)).toBe('running');
  });

  test('is had where a page may not make one', async () => {
    const spawn = () => {
      throw new Error('refused by policy');
    };
    const engine = createEngine({ spawn });
    const refusal = { name: 'EngineUnavailable', message: 'refused by policy' };
    await expect(engine.run('a', job())).rejects.toMatchObject(refusal);
    await expect(engine.run('a', job())).rejects.toMatchObject(refusal);
  });

  test('is left after dispose, which supersedes what runs and what waits', async () => {
    const { engine, worker, states } = setUp();
    const runs = ['a', 'b'].map((channel) => engine.run(channel, job()));
    worker(0).ready();
    const rejected = runs.map((run) => expect(run).rejects.toMatchObject({ name: 'Superseded' }));
    const before = states().length;
    engine.dispose();
    await Promise.all(rejected);
    expect(worker(0).terminated).toBe(true);
    vi.advanceTimersByTime(100_000);
    expect(states()).toHaveLength(before);
  });
});

test('a status listener hears the present state at once, and nothing after it stopped', () => {
  const { engine, worker } = setUp();
  void engine.run('a', job());
  const heard: string[] = [];
  const stop = engine.onStatus(({ state }) => heard.push(state));
  stop();
  worker(0).ready();
  expect(heard).toEqual(['starting']);
});
