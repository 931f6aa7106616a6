import type { Answer, Open, Program, Session } from '../judge/session.ts';
import { parseReply } from '../parse-reply.ts';
import type { Reply } from '../protocol.ts';
import { openSandbox } from '../sandbox/frame.ts';
import { createWatchdog, type Verdict } from '../sandbox/watchdog.ts';
import { parseAnswer } from './parse-answer.ts';
import { scriptOf } from './script.ts';

/** What a program prints while it is judged. */
export type Output = Extract<Reply, { readonly kind: 'console' | 'show' | 'cut' }>;

export interface Ears {
  readonly output?: ((output: Output) => void) | undefined;
}

/**
 * Starts programs in a sandbox of their own, under a watchdog. All calls together have the time of
 * one run.
 *
 * @param runtime the script of `../runtime/exercise-main.ts`
 */
export function createOpen(runtime: string, ears: Ears = {}, open = openSandbox): Open {
  // A program that cannot be read is told by a rejection, before anything runs.
  return (programs) => new Promise((resolve) => resolve(start(runtime, programs, ears, open)));
}

function start(
  runtime: string,
  programs: readonly Program[],
  { output }: Ears,
  open: typeof openSandbox,
): Session {
  const script = scriptOf(runtime, programs);
  const calls = new Calls();
  const end = (verdict: Verdict): void => {
    watchdog.stop();
    sandbox.remove();
    calls.end({ kind: 'ended', verdict });
  };
  const sandbox = open(script.text, {
    reply: (message) => {
      watchdog.message();
      const answer = parseAnswer(message, script);
      if (answer) return calls.settle(answer.id, answer.answer);
      const reply = parseReply(message);
      if (reply?.kind === 'ready') watchdog.ready();
      else if (reply && isOutput(reply)) output?.(reply);
    },
    beat: (message) => {
      if (message === null) watchdog.beat();
      else end('no-start');
    },
  });
  const watchdog = createWatchdog(sandbox.ping, end);
  return {
    call: (program, args) => calls.make((id) => sandbox.send({ id, program, args })),
    close: () => end('died'),
  };
}

function isOutput(reply: Reply): reply is Output {
  return reply.kind === 'console' || reply.kind === 'show' || reply.kind === 'cut';
}

/** The calls that wait. Each is answered once: what comes later under its number is not heard. */
class Calls {
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #made = 0;
  #end: Answer | undefined;

  make(send: (id: number) => void): Promise<Answer> {
    if (this.#end) return Promise.resolve(this.#end);
    const id = ++this.#made;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      send(id);
    });
  }

  settle(id: number, answer: Answer): void {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }

  end(answer: Answer): void {
    this.#end ??= answer;
    for (const resolve of this.#waiting.values()) resolve(this.#end);
    this.#waiting.clear();
  }
}
