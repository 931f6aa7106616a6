import { Connection } from './connection.ts';
import type { Patience, WorkerLike } from './connection.ts';
import { EngineFailed, EngineUnavailable, Superseded, fromFailure } from './errors.ts';
import { validateJob } from './limits.ts';
import type { Job, Reply, Trace } from './protocol.ts';
import { StatusBoard } from './status.ts';
import type { StatusListener } from './status.ts';

export type { Status } from './status.ts';

export interface EngineOptions {
  readonly spawn: () => WorkerLike;
  readonly patience?: Patience;
}

/** The page's side of the engine. Makes no worker, and so loads nothing, before the first run. */
export interface Engine {
  /**
   * Runs a job. A newer run on the same channel supersedes an older one.
   *
   * @throws JobError (out of bounds), Superseded, RunError (the model refused it), EngineFailed (the
   * worker died over it, twice), EngineUnavailable (there is no worker).
   */
  run(channel: string, job: Job): Promise<Trace>;
  /** Calls `listener` now and at every change; returns the way to stop. */
  onStatus(listener: StatusListener): () => void;
  /** Ends the worker. What is pending counts as superseded. */
  dispose(): void;
}

export function createEngine({ spawn, patience = PATIENCE }: EngineOptions): Engine {
  return new Client(spawn, patience);
}

const PATIENCE: Patience = { start: 30_000, reply: 15_000 };

/** How often a job is tried, or a worker started, before it is given up. */
const ATTEMPTS = 2;

/** A run that somebody waits for. */
interface Task {
  readonly id: number;
  readonly channel: string;
  readonly job: Job;
  readonly since: number;
  readonly resolve: (trace: Trace) => void;
  readonly reject: (error: Error) => void;
  attempts: number;
}

/**
 * Jobs wait here, not in the worker, which gets one at a time: a superseded job is never sent, and
 * when the worker dies it is clear which job it died over.
 */
class Client implements Engine {
  readonly #spawn: () => WorkerLike;
  readonly #patience: Patience;
  readonly #status = new StatusBoard();
  /** By channel, in the order in which they go to the worker. */
  #waiting = new Map<string, Task>();
  #running: Task | undefined;
  #connection: Connection | undefined;
  #ready = false;
  #failedStarts = 0;
  /** Why the worker was restarted, until the run that felt it is over. */
  #restart: string | undefined;
  #started = 0;
  #lastId = 0;

  constructor(spawn: () => WorkerLike, patience: Patience) {
    this.#spawn = spawn;
    this.#patience = patience;
  }

  run(channel: string, job: Job): Promise<Trace> {
    return new Promise((resolve, reject) => {
      // What comes out is plain: the proxies of a framework could not be sent.
      const plain = validateJob(job);
      this.#supersede(channel);
      const [id, since] = [++this.#lastId, performance.now()];
      this.#waiting.set(channel, { id, channel, job: plain, since, resolve, reject, attempts: 0 });
      this.#advance();
    });
  }

  onStatus(listener: StatusListener): () => void {
    return this.#status.add(listener);
  }

  dispose(): void {
    this.#status.clear();
    this.#drain().forEach((task) => task.reject(new Superseded(task.channel)));
  }

  #supersede(channel: string): void {
    const waiting = this.#waiting.get(channel);
    waiting?.reject(new Superseded(channel));
    if (this.#running?.channel === channel) this.#running.reject(new Superseded(channel));
  }

  /** Starts what can be started: the worker, or the next job. */
  #advance(): void {
    const [next] = this.#waiting.values();
    if (!next || this.#running) return;
    if (!this.#connection) this.#connect('starting');
    else if (this.#ready) this.#send(this.#connection, next);
  }

  #send(connection: Connection, task: Task): void {
    this.#waiting.delete(task.channel);
    this.#running = task;
    task.attempts++;
    this.#status.set('running');
    connection.send({ id: task.id, job: task.job });
  }

  #connect(state: 'starting' | 'restarted', reason?: string): void {
    this.#started = performance.now();
    this.#status.set(state, reason === undefined ? {} : { reason });
    try {
      this.#connection = new Connection(this.#spawn, this.#patience, {
        onReply: (reply) => this.#receive(reply),
        onDeath: (why) => this.#recover(why),
      });
    } catch (error) {
      this.#giveUp(error instanceof Error ? error.message : String(error));
    }
  }

  #receive(reply: Reply): void {
    if (reply.type === 'ready') {
      this.#ready = true;
      this.#failedStarts = 0;
      const start = performance.now() - this.#started;
      this.#status.set('ready', { backend: reply.backend, milliseconds: { start } });
    } else if (reply.id === this.#running?.id) {
      this.#settle(this.#running, reply);
    }
    this.#advance();
  }

  #settle(task: Task, reply: Exclude<Reply, { type: 'ready' }>): void {
    this.#running = undefined;
    const time = performance.now() - task.since;
    const isFirst = this.#status.milliseconds.cold === undefined;
    const milliseconds = isFirst ? { cold: time } : { warm: time };
    if (this.#restart === undefined) this.#status.set('ready', { milliseconds });
    else this.#status.set('restarted', { reason: this.#restart, milliseconds });
    this.#restart = undefined;
    if (reply.type === 'trace') task.resolve(reply.trace);
    else task.reject(fromFailure(reply.error));
  }

  /** After the death of a worker: a new one, if it is needed and did not die at its start. */
  #recover(reason: string): void {
    if (!this.#ready && ++this.#failedStarts >= ATTEMPTS) return this.#giveUp(reason);
    const task = this.#running;
    this.#restart = reason;
    const rest = this.#drain().filter((other) => other !== task);
    if (task && task.attempts >= ATTEMPTS) task.reject(new EngineFailed(reason));
    else if (task) this.#waiting.set(task.channel, task);
    // If a newer job of its channel is waiting, that one takes its place.
    rest.forEach((other) => this.#waiting.set(other.channel, other));
    if (this.#waiting.size > 0) this.#connect('restarted', reason);
    else this.#status.set('restarted', { reason });
  }

  #giveUp(reason: string): void {
    this.#failedStarts = 0;
    this.#restart = undefined;
    const tasks = this.#drain();
    this.#status.set('unavailable', { reason });
    tasks.forEach((task) => task.reject(new EngineUnavailable(reason)));
  }

  /** Ends the worker and takes every task out, the running one first. */
  #drain(): Task[] {
    const tasks = [...(this.#running ? [this.#running] : []), ...this.#waiting.values()];
    this.#connection?.close();
    this.#connection = this.#running = undefined;
    this.#ready = false;
    this.#waiting.clear();
    return tasks;
  }
}
