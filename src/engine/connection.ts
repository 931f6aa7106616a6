import type { Reply, Request } from './protocol.ts';

/** The part of a `Worker` that the engine needs, by what it is sent and what it says. */
export interface WorkerLike<Sent = Request, Said = Reply> {
  postMessage(message: Sent): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Said>) => void) | null;
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

export interface Listener<Said = Reply> {
  readonly onReply: (reply: Said) => void;
  /** Once at most, the last of all. */
  readonly onDeath: (reason: string) => void;
}

/** How many milliseconds a timer may be late in a page that is awake. */
const LATE = 1000;

/**
 * One worker from its start to its end. A worker can die without a word, for want of memory for
 * example, so silence counts as death.
 */
export class Connection<Sent = Request, Said = Reply> {
  readonly #worker: WorkerLike<Sent, Said>;
  readonly #patience: Patience;
  readonly #listener: Listener<Said>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @throws what `spawn` throws */
  constructor(spawn: () => WorkerLike<Sent, Said>, patience: Patience, listener: Listener<Said>) {
    this.#patience = patience;
    this.#listener = listener;
    this.#worker = spawn();
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onerror = ({ message }) => this.#die(message || 'the worker does not load');
    this.#worker.onmessageerror = () => this.#die('a message was unreadable');
    this.#expect(patience.start);
  }

  send(message: Sent): void {
    this.#worker.postMessage(message);
    this.expectReply();
  }

  /** Says that the worker has more to say: `send` expects one reply. */
  expectReply(): void {
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
    const due = performance.now() + milliseconds;
    this.#timer = setTimeout(() => {
      // A page that slept wakes late, maybe before it hears what the worker said meanwhile.
      if (performance.now() > due + LATE) this.#expect(milliseconds);
      else this.#die(`no answer within ${milliseconds / 1000} s`);
    }, milliseconds);
  }

  #receive(reply: Said): void {
    clearTimeout(this.#timer);
    this.#listener.onReply(reply);
  }

  #die(reason: string): void {
    this.close();
    this.#listener.onDeath(reason);
  }
}
