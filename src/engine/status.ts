/** What the engine is doing, for a status line. */
export interface Status {
  /**
   * `restarted`: a worker died. Said when it happens, and once more, in place of `ready`, after
   * the run that had to wait for the new worker.
   */
  readonly state: 'idle' | 'starting' | 'ready' | 'running' | 'restarted' | 'unavailable';
  /** Why the worker was restarted, or why there is none. */
  readonly reason?: string;
  /** `cpu`, once a worker has said so. */
  readonly backend?: string;
  readonly milliseconds?: Timing;
}

/** How long things took, as the page felt it. Missing until they have happened. */
export interface Timing {
  /** From the making of the last worker until it was ready. */
  readonly start?: number;
  /** The first run, the start of the worker included. */
  readonly cold?: number;
  /** The last run after the first. */
  readonly warm?: number;
}

export type StatusListener = (status: Status) => void;

/** Keeps the status and tells who wants to know. */
export class StatusBoard {
  readonly #listeners = new Set<StatusListener>();
  #status: Status = { state: 'idle' };

  get milliseconds(): Timing {
    return this.#status.milliseconds ?? {};
  }

  /** Calls `listener` now and at every change; returns the way to stop. */
  add(listener: StatusListener): () => void {
    this.#listeners.add(listener);
    listener(this.#status);
    return () => this.#listeners.delete(listener);
  }

  /** A new state. The backend and the times stay until there are newer ones. */
  set(state: Status['state'], news: Partial<Status> = {}): void {
    const { reason: _, ...lasting } = this.#status;
    const milliseconds = { ...this.milliseconds, ...news.milliseconds };
    this.#status = { ...lasting, ...news, state, milliseconds };
    this.#listeners.forEach((listener) => listener(this.#status));
  }

  clear(): void {
    this.#listeners.clear();
  }
}
