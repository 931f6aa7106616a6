import { EngineFailed, EngineUnavailable, JobRefused, Superseded } from './errors.ts';
import type { Job, Reply, Request, Trace } from './protocol.ts';

/** The part of a `Worker` that the engine needs. */
export interface WorkerLike {
  postMessage(message: Request): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Reply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

/** What the engine is doing, for a status line. */
export type Status =
  | { readonly state: 'idle' | 'starting' | 'ready' | 'restarted' }
  | { readonly state: 'unavailable'; readonly reason: string };

export interface Engine {
  /**
   * Runs a job. A newer run on the same channel supersedes an older one.
   *
   * @throws Superseded, JobRefused (the job is out of bounds), EngineFailed (the worker died twice
   * over this job), EngineUnavailable (no worker can be made).
   */
  run(channel: string, job: Job): Promise<Trace>;
  /** Calls `listener` now and at every change; returns the way to stop. */
  onStatus(listener: (status: Status) => void): () => void;
  dispose(): void;
}

export interface EngineOptions {
  readonly spawn: () => WorkerLike;
  /** How long a reply may take before the worker counts as dead, in milliseconds. */
  readonly timeout?: number;
}

interface Pending {
  readonly id: number;
  readonly channel: string;
  readonly job: Job;
  readonly resolve: (trace: Trace) => void;
  readonly reject: (error: Error) => void;
  /** How often it was sent: a job that kills two workers is not tried again. */
  attempts: number;
}

/** How often a job is sent before it counts as one that kills the worker. */
const ATTEMPTS = 2;

/** The page's side of the engine. Makes no worker, and so downloads nothing, before the first run. */
export function createEngine({ spawn, timeout = 15_000 }: EngineOptions): Engine {
  const pending = new Map<number, Pending>();
  const listeners = new Set<(status: Status) => void>();
  let status: Status = { state: 'idle' };
  let worker: WorkerLike | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  let nextId = 1;
  /** Whether the present worker ever spoke: one that never did could not be loaded. */
  let alive = false;

  function setStatus(next: Status): void {
    status = next;
    listeners.forEach((listener) => listener(next));
  }

  /** Any reply proves that the worker is alive; silence while a job is pending proves that it is not. */
  function watch(): void {
    clearTimeout(watchdog);
    if (pending.size > 0)
      watchdog = setTimeout(() => restart(`no reply in ${timeout} ms`), timeout);
  }

  function start(): WorkerLike {
    if (status.state !== 'restarted') setStatus({ state: 'starting' });
    const fresh = spawn();
    alive = false;
    fresh.onmessage = ({ data }) => receive(data);
    fresh.onerror = (event) => restart(event.message);
    fresh.onmessageerror = () => restart('unreadable message');
    return fresh;
  }

  function stop(): void {
    if (worker) worker.onmessage = worker.onerror = worker.onmessageerror = null;
    worker?.terminate();
    worker = undefined;
  }

  function restart(reason: string): void {
    stop();
    const failed = [...pending.values()].filter(({ attempts }) => attempts >= ATTEMPTS);
    const unavailable = failed.length > 0 && !alive;
    setStatus(unavailable ? { state: 'unavailable', reason } : { state: 'restarted' });
    for (const { id } of failed) {
      settle(id)?.reject(unavailable ? new EngineUnavailable(reason) : new EngineFailed(reason));
    }
    pending.forEach(send);
  }

  function send(job: Pending): void {
    try {
      worker ??= start();
      job.attempts += 1;
      worker.postMessage({ type: 'run', id: job.id, job: job.job });
      watch();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setStatus({ state: 'unavailable', reason });
      settle(job.id)?.reject(new EngineUnavailable(reason));
    }
  }

  function settle(id: number): Pending | undefined {
    const job = pending.get(id);
    pending.delete(id);
    watch();
    return job;
  }

  function receive(reply: Reply): void {
    alive = true;
    if (reply.type === 'ready') {
      if (status.state === 'starting') setStatus({ state: 'ready' });
      return;
    }
    const job = settle(reply.id);
    if (reply.type === 'trace') job?.resolve(reply.trace);
    else job?.reject(new JobRefused(reply.error));
  }

  function supersede(channel: string): void {
    for (const job of [...pending.values()].filter((other) => other.channel === channel)) {
      worker?.postMessage({ type: 'cancel', id: job.id });
      settle(job.id)?.reject(new Superseded(channel));
    }
  }

  return {
    run(channel, job) {
      supersede(channel);
      return new Promise((resolve, reject) => {
        const entry = { id: nextId++, channel, job, resolve, reject, attempts: 0 };
        pending.set(entry.id, entry);
        send(entry);
      });
    },
    onStatus(listener) {
      listeners.add(listener);
      listener(status);
      return () => listeners.delete(listener);
    },
    dispose() {
      stop();
      [...pending.keys()].forEach((id) => settle(id)?.reject(new Superseded('disposed')));
      listeners.clear();
    },
  };
}
