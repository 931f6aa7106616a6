import { parseReply } from './parse-reply.ts';
import { compose, type ChainProgram, type Prepared, type StepPlace } from './program.ts';
import type { Reply, Spent } from './protocol.ts';
import { openSandbox } from './sandbox/frame.ts';
import { createWatchdog, type Verdict } from './sandbox/watchdog.ts';
import { placeOf } from './trace.ts';

type ErrorReply = Extract<Reply, { readonly kind: 'error' }>;

/** What a running cell tells the page. */
export type Told =
  | Exclude<Reply, { readonly kind: 'error' | 'ready' | 'done' }>
  | (Omit<ErrorReply, 'stack'> & {
      /** Where in the code of the chain, if the browser says. */
      readonly place?: StepPlace;
    });

/** How one cell ended. */
export type End =
  | ({
      readonly kind: 'done';
      /** It threw: no cell can follow. */ readonly failed: boolean;
    } & Spent)
  /** The page put an end to the sandbox. */
  | { readonly kind: 'ended'; readonly verdict: Verdict }
  | { readonly kind: 'stopped' };

export type Listener = (told: Told) => void;

/** Cells in one sandbox, the later ones inside the earlier ones: see `program.ts`. */
export interface Chain {
  /** How many cells have been run. */
  readonly ran: number;
  /** Whether another cell can be run: not after an error, nor after the end. */
  readonly alive: boolean;
  /** Runs the next cell. Until the one after it, all that is told goes to its listener. */
  readonly next: (listener: Listener) => Promise<End>;
  /** Ends the sandbox, whatever it is doing. */
  readonly stop: () => void;
}

/** What a chain needs of the browser; tests put a fake in its place. */
export type Open = typeof openSandbox;

/** Opens a sandbox with cells that are ready to run. Nothing of them runs yet. */
export function openChain(
  runtime: string,
  steps: readonly Prepared[],
  open: Open = openSandbox,
): Chain {
  return new SandboxChain(compose(runtime, steps), steps.length, open);
}

class SandboxChain implements Chain {
  ran = 0;
  alive = true;
  readonly #program: ChainProgram;
  readonly #sandbox: ReturnType<Open>;
  readonly #watchdog: ReturnType<typeof createWatchdog>;
  readonly #length: number;
  #ready = false;
  #failed = false;
  #listener: Listener = () => undefined;
  /** Ends the cell that runs. */
  #settle: ((end: End) => void) | undefined;
  /** Why the sandbox is no more. */
  #over: End | undefined;

  constructor(program: ChainProgram, length: number, open: Open) {
    this.#program = program;
    this.#length = length;
    this.#sandbox = open(program.text, {
      reply: (message) => this.#hear(message),
      beat: (message) => this.#beat(message),
    });
    this.#watchdog = createWatchdog(this.#sandbox.ping, (verdict) =>
      this.#finish({ kind: 'ended', verdict }),
    );
  }

  next(listener: Listener): Promise<End> {
    if (this.#over) return Promise.resolve(this.#over);
    if (!this.alive || this.#settle) throw new Error('chain: wanted an idle one, got one at work');
    this.#listener = listener;
    this.#failed = false;
    this.ran += 1;
    return new Promise((resolve) => {
      this.#settle = resolve;
      if (this.#ready) this.#go();
    });
  }

  stop(): void {
    this.#finish({ kind: 'stopped' });
  }

  #go(): void {
    this.#watchdog.ready();
    this.#sandbox.send(null);
  }

  #hear(message: unknown): void {
    if (this.#over) return;
    this.#watchdog.message();
    const reply = parseReply(message);
    if (!reply) return;
    if (reply.kind === 'ready') this.#begin();
    else if (reply.kind === 'done') this.#end(reply);
    else if (reply.kind === 'error') this.#fail(reply);
    else this.#listener(reply);
  }

  #begin(): void {
    if (this.#ready) return;
    this.#ready = true;
    this.#watchdog.rest();
    if (this.#settle) this.#go();
  }

  #fail({ stack, ...reply }: ErrorReply): void {
    if (reply.origin === 'thrown') this.#failed = true;
    const place = placeOf(stack, this.#program);
    this.#listener({ ...reply, ...(place && { place }) });
  }

  #end(spent: Spent & { readonly kind: 'done' }): void {
    this.#watchdog.rest();
    const failed = this.#failed;
    this.alive = !failed && this.ran < this.#length;
    this.#resolve({ ...spent, failed });
  }

  #beat(message: unknown): void {
    if (this.#over) return;
    if (message === null) return this.#watchdog.beat();
    this.#listener(readFailure(this.#program, message));
    this.#finish({ kind: 'ended', verdict: 'no-start' });
  }

  #finish(end: End): void {
    if (this.#over) return;
    this.#over = end;
    this.alive = false;
    this.#watchdog.stop();
    this.#sandbox.remove();
    this.#resolve(end);
  }

  #resolve(end: End): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(end);
  }
}

/** The script did not even start: the browser found in it what our parser had let pass. */
function readFailure(program: ChainProgram, failure: unknown): Told {
  const { message, lineno, colno } = Object(failure) as Readonly<Record<string, unknown>>;
  const place = program.place(Number(lineno), Number(colno));
  const text = { name: '', message: String(message) };
  return { kind: 'error', origin: 'thrown', ...text, ...(place && { place }) };
}
