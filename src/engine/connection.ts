import type { Reply, Request } from './protocol.ts';

/** The part of a `Worker` that the engine needs. */
export interface WorkerLike {
  postMessage(message: Request): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Reply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

/** How many milliseconds of silence make a worker count as dead. */
export interface Patience {
  /** While it loads and starts: a slow line needs its time. */
  readonly start: number;
  /** While it has a job. */
  readonly reply: number;
}

export interface Listener {
  readonly onReply: (reply: Reply) => void;
  /** Once at most, the last of all. */
  readonly onDeath: (reason: string) => void;
}

/**
 * One worker from its start to its end. A worker can die without a word, for want of memory for
 * example, so silence counts as death.
 */
export class Connection {
  readonly #worker: WorkerLike;
  readonly #patience: Patience;
  readonly #listener: Listener;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @throws what `spawn` throws */
  constructor(spawn: () => WorkerLike, patience: Patience, listener: Listener) {
    this.#patience = patience;
    this.#listener = listener;
    this.#worker = spawn();
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onerror = ({ message }) => this.#die(message || 'the worker does not load');
    this.#worker.onmessageerror = () => this.#die('a message was unreadable');
    this.#expect(patience.start);
  }

  send(request: Request): void {
    this.#worker.postMessage(request);
    this.#expect(this.#patience.reply);
  }

  /** Ends the worker. The listener hears nothing more of it. */
  close(): void {
    clearTimeout(this.#timer);
    this.#worker.onmessage = this.#worker.onerror = this.#worker.onmessageerror = null;
    this.#worker.terminate();
  }

  #expect(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.#die(`no answer within ${milliseconds / 1000} s`),
      milliseconds,
    );
  }

  #receive(reply: Reply): void {
    clearTimeout(this.#timer);
    this.#listener.onReply(reply);
  }

  #die(reason: string): void {
    this.close();
    this.#listener.onDeath(reason);
  }
}
