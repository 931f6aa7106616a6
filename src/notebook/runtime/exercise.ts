import type * as Tf from '@tensorflow/tfjs-core';
import type { Args } from '../judge/value.ts';
import { answer, pick, refusal, withhold } from './answer.ts';
import { createConsole } from './console.ts';
import { describe, describeError } from './describe.ts';
import { guardMemory } from './memory.ts';
import { closeDoors, define, freezeBuiltIns } from './realm.ts';
import { createSender, type Send } from './sender.ts';

/** One program as the page puts it into the script. */
export interface Part {
  readonly given: readonly string[] | undefined;
  readonly without: readonly string[] | undefined;
  /** Runs the program's own lines and gives what is to be called. */
  readonly make: (tf: object, model: object) => () => Promise<unknown>;
}

/** What the page asks for: `program` is called with `args`, and the answer bears the `id`. */
interface Request {
  readonly id: number;
  readonly program: number;
  readonly args: Args;
}

/**
 * Returns the one function that the script of an exercise calls, with its programs.
 *
 * It knows nothing of what the answers should be: numbers come in, numbers go out.
 */
export function createExercise(tf: typeof Tf, model: object): (parts: readonly Part[]) => void {
  let called = false;
  return (parts) => {
    if (called) return;
    called = true;
    const onPort = (event: MessageEvent): void => {
      event.stopImmediatePropagation();
      const [port] = event.ports;
      if (port) void serve(tf, model, parts, port);
    };
    addEventListener('message', onPort, { once: true });
  };
}

async function serve(
  tf: typeof Tf,
  model: object,
  parts: readonly Part[],
  port: MessagePort,
): Promise<void> {
  const now = performance.now.bind(performance);
  const post = port.postMessage.bind(port);
  const send = createSender(port);
  await tf.setBackend('cpu');
  guardMemory(tf);
  furnish(tf, send);
  closeDoors();
  freezeBuiltIns();
  send({ kind: 'ready' });
  closeMethods(tf, parts);
  const entries = parts.map((part) => start(tf, model, part));
  const reply = async ({ id, program, args }: Request): Promise<void> => {
    try {
      const entry = await entries[program]?.();
      post({ id, kind: 'value', ...(await answer(tf, entry, args, now)) });
    } catch (error) {
      post({ ...describeError(error), id, kind: 'thrown' });
    }
  };
  port.onmessage = ({ data }: MessageEvent<Request>) => void reply(data);
}

/** Runs a program's own lines at its first call, and once. */
function start(tf: object, model: object, part: Part): () => Promise<unknown> {
  let entry: Promise<unknown> | undefined;
  return () => (entry ??= part.make(withhold(tf, part.without), pick(model, part.given))());
}

/** `x.softmax()` is closed where `tf.softmax` is: in a script in which every program goes without it. */
function closeMethods(tf: typeof Tf, parts: readonly Part[]): void {
  const [{ without = [] } = { without: [] }] = parts;
  const closed = without.filter((name) => parts.every((part) => part.without?.includes(name)));
  for (const name of closed) {
    Object.defineProperty(tf.Tensor.prototype, name, { value: refusal(name), writable: false });
  }
}

function furnish(tf: typeof Tf, send: Send): void {
  const show = (value: unknown, title: unknown = ''): void => {
    send({ kind: 'show', title: String(title), value: describe(tf, value) });
  };
  define('show', show);
  define('console', createConsole(tf, send));
  for (const kind of ['unhandledrejection', 'error']) {
    addEventListener(kind, (event) => event.preventDefault());
  }
}
