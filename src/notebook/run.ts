import { parseReply } from './parse-reply.ts';
import { compose, type Prepared, type Program } from './program.ts';
import type { Place, Reply } from './protocol.ts';
import { openSandbox } from './sandbox/frame.ts';
import { createWatchdog, type Verdict } from './sandbox/watchdog.ts';
import { placeOf } from './trace.ts';

/** What a run tells its cell. `done` or `ended` comes last, once. */
export type RunEvent =
  | Exclude<Reply, { readonly kind: 'error' }>
  | {
      readonly kind: 'error';
      readonly name: string;
      readonly message: string;
      /** Where in the reader's code, if the browser says. */
      readonly place?: Place;
    }
  | { readonly kind: 'ended'; readonly verdict: Verdict };

export interface Running {
  /** Ends the run. No event follows. */
  readonly stop: () => void;
}

/** What a run needs of the browser; tests put a fake in its place. */
export type Open = typeof openSandbox;

/** Runs prepared code in a fresh sandbox, under a watchdog. */
export function run(
  runtime: string,
  prepared: Prepared,
  on: (event: RunEvent) => void,
  open: Open = openSandbox,
): Running {
  const program = compose(runtime, prepared);
  let over = false;
  const finish = (last?: RunEvent): void => {
    if (over) return;
    over = true;
    watchdog.stop();
    sandbox.remove();
    if (last) on(last);
  };
  const tell = (event: RunEvent): void => {
    if (!over) on(event);
  };
  const hear = createHearing(program, tell, finish);
  const sandbox = open(program.text, {
    reply: (message) => {
      if (over) return;
      watchdog.message();
      const reply = parseReply(message);
      if (reply?.kind === 'ready') watchdog.ready();
      if (reply) hear(reply);
    },
    beat: (message) => {
      if (message === null) watchdog.beat();
      else {
        tell(readFailure(program, message));
        finish({ kind: 'ended', verdict: 'no-start' });
      }
    },
  });
  const watchdog = createWatchdog(sandbox.ping, (verdict) => finish({ kind: 'ended', verdict }));
  return { stop: () => finish() };
}

function createHearing(
  program: Program,
  on: (event: RunEvent) => void,
  finish: (last: RunEvent) => void,
): (reply: Reply) => void {
  return (reply) => {
    if (reply.kind === 'done') finish(reply);
    else if (reply.kind === 'error') on(locate(program, reply));
    else on(reply);
  };
}

function locate(program: Program, { name, message, stack }: Reply & { kind: 'error' }): RunEvent {
  const place = placeOf(stack, program);
  return { kind: 'error', name, message, ...(place && { place }) };
}

/** The script did not even start: the browser found in it what our parser had let pass. */
function readFailure(program: Program, failure: unknown): RunEvent {
  const { message, lineno, colno } = Object(failure) as Readonly<Record<string, unknown>>;
  const place = program.place(Number(lineno), Number(colno));
  return { kind: 'error', name: '', message: String(message), ...(place && { place }) };
}
