import { Connection } from '../connection.ts';
import type { Patience } from '../connection.ts';
import { CalledOff, EngineFailed, EngineUnavailable, Superseded, fromFailure } from '../errors.ts';
import { StatusBoard } from '../status.ts';
import type { StatusListener } from '../status.ts';
import type { RunOptions, TrainedEngine, TrainedWorker } from './client.ts';
import type { JobName, Jobs } from './jobs.ts';
import type { Reply, Request, Run } from './protocol.ts';
import { readInput } from './read-input.ts';

/** How often a worker may die at its start, one after the other. */
const STARTS = 2;

/** A run that somebody waits for. What its steps and its result are, its name says. */
interface Task {
  readonly channel: string;
  readonly message: Run;
  readonly options: RunOptions<JobName>;
  readonly since: number;
  readonly resolve: (result: Jobs[JobName]['result']) => void;
  readonly reject: (error: Error) => void;
  superseded: boolean;
}

/**
 * Jobs wait here, not in the worker, which gets one at a time: what is superseded or called off
 * before its turn is never sent, and when the worker dies it is clear over which job.
 */
export class Dispatcher implements TrainedEngine {
  readonly #spawn: () => TrainedWorker;
  readonly #patience: Patience;
  readonly #status = new StatusBoard();
  /** In the order in which they go to the worker, one a channel. */
  #waiting: Task[] = [];
  #running: Task | undefined;
  #connection: Connection<Request, Reply> | undefined;
  #ready = false;
  #failedStarts = 0;
  #started = 0;
  #lastId = 0;

  constructor(spawn: () => TrainedWorker, patience: Patience) {
    this.#spawn = spawn;
    this.#patience = patience;
  }

  async run<Name extends JobName>(
    channel: string,
    name: Name,
    input: Jobs[Name]['input'],
    options: RunOptions<Name> = {},
  ): Promise<Jobs[Name]['result']> {
    const plain = readInput(name, input);
    if (options.signal?.aborted) throw new CalledOff();
    // That the name goes with its input and its steps, TypeScript cannot follow through a queue.
    const message = { type: 'run', id: ++this.#lastId, name, input: plain } as Run;
    const task = { channel, message, options: options as RunOptions<JobName> };
    return this.#enqueue(task);
  }

  onStatus(listener: StatusListener): () => void {
    return this.#status.add(listener);
  }

  dispose(): void {
    this.#status.clear();
    this.#drain().forEach((task) => task.reject(new Superseded(task.channel)));
  }

  #enqueue(start: Pick<Task, 'channel' | 'message' | 'options'>): Promise<Jobs[JobName]['result']> {
    return new Promise((resolve, reject) => {
      this.#supersede(start.channel);
      const since = performance.now();
      const task: Task = { ...start, since, resolve, reject, superseded: false };
      start.options.signal?.addEventListener('abort', () => this.#callOff(task), { once: true });
      this.#waiting.push(task);
      this.#advance();
    });
  }

  /** Nobody waits for the older one from now on, though the worker may still end it. */
  #supersede(channel: string): void {
    const isOld = (task: Task) => task.channel === channel;
    const running = this.#running && isOld(this.#running) ? [this.#running] : [];
    for (const task of [...this.#waiting.filter(isOld), ...running]) {
      task.reject(new Superseded(channel));
    }
    this.#waiting = this.#waiting.filter((task) => !isOld(task));
    for (const task of running) this.#tellOff(task, true);
  }

  #callOff(task: Task): void {
    if (this.#running === task) this.#tellOff(task, false);
    if (!this.#waiting.includes(task)) return;
    this.#waiting = this.#waiting.filter((other) => other !== task);
    task.reject(new CalledOff());
  }

  #tellOff(task: Task, superseded: boolean): void {
    task.superseded ||= superseded;
    this.#connection?.send({ type: 'callOff', id: task.message.id, superseded });
  }

  /** Starts what can be started: the worker, or the next job. */
  #advance(): void {
    const [next] = this.#waiting;
    if (!next || this.#running) return;
    if (!this.#connection) this.#connect('starting');
    else if (this.#ready) this.#send(this.#connection, next);
  }

  #send(connection: Connection<Request, Reply>, task: Task): void {
    this.#waiting.shift();
    this.#running = task;
    this.#status.set('running');
    connection.send(task.message);
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
    if (reply.type === 'ready') this.#welcome(reply.backend);
    else if (reply.id === this.#running?.message.id) this.#hear(this.#running, reply);
    this.#advance();
  }

  #welcome(backend: string): void {
    this.#ready = true;
    this.#failedStarts = 0;
    const start = performance.now() - this.#started;
    this.#status.set('ready', { backend, milliseconds: { start } });
  }

  #hear(task: Task, reply: Exclude<Reply, { type: 'ready' }>): void {
    const { options, superseded } = task;
    if (reply.type === 'done' || reply.type === 'failure') return this.#settle(task, reply);
    this.#connection?.expectReply();
    if (superseded) return;
    if (reply.type === 'loading') options.onLoading?.(reply.model, reply.progress);
    else options.onStep?.(reply.step);
  }

  #settle(task: Task, reply: Extract<Reply, { type: 'done' | 'failure' }>): void {
    this.#running = undefined;
    const time = performance.now() - task.since;
    const isFirst = this.#status.milliseconds.cold === undefined;
    this.#status.set('ready', { milliseconds: isFirst ? { cold: time } : { warm: time } });
    if (reply.type === 'done') task.resolve(reply.result);
    else task.reject(fromFailure(reply.error));
  }

  /** After the death of a worker: a new one if jobs wait, unless it dies at its start again. */
  #recover(reason: string): void {
    if (!this.#ready && ++this.#failedStarts >= STARTS) return this.#giveUp(reason);
    const running = this.#running;
    this.#waiting = this.#drain().filter((task) => task !== running);
    running?.reject(new EngineFailed(reason));
    if (this.#waiting.length > 0) this.#connect('restarted', reason);
    else this.#status.set('restarted', { reason });
  }

  #giveUp(reason: string): void {
    this.#failedStarts = 0;
    const tasks = this.#drain();
    this.#status.set('unavailable', { reason });
    tasks.forEach((task) => task.reject(new EngineUnavailable(reason)));
  }

  /** Ends the worker and takes every task out. */
  #drain(): Task[] {
    const tasks = [...(this.#running ? [this.#running] : []), ...this.#waiting];
    this.#connection?.close();
    this.#connection = this.#running = undefined;
    this.#ready = false;
    this.#waiting = [];
    return tasks;
  }
}
