import type * as Tf from '@tensorflow/tfjs-core';
import type { Origin } from '../protocol.ts';
import { createConsole } from './console.ts';
import { describe, describeError } from './describe.ts';
import { guardMemory, type Meter } from './memory.ts';
import { describePlot, type PlotOptions } from './plot.ts';
import { closeDoors, define, freezeBuiltIns } from './realm.ts';
import { createSender, type Send } from './sender.ts';

/** A cell as `../program.ts` composes it: gives its value, and the function of the next cell. */
type Body = () => Promise<readonly [value: unknown, next?: Body]>;

/** What a cell finds as globals, besides `show`, `plot` and `console`. */
export interface Libraries {
  readonly tf: typeof Tf;
  readonly model: object;
  readonly world: object;
}

/**
 * Returns the one function that the program calls, with the first cell as `body`.
 *
 * The page sends the worker a port. It reaches us before any reader code runs and is never put
 * where reader code could find it, so only we can reply. Each word on it asks for the next cell.
 */
export function createCell(libraries: Libraries): (body: Body) => void {
  let called = false;
  return (body) => {
    if (called) return;
    called = true;
    const onPort = (event: MessageEvent): void => {
      event.stopImmediatePropagation();
      const [port] = event.ports;
      if (port) void serve(libraries, body, port);
    };
    addEventListener('message', onPort, { once: true });
  };
}

async function serve(libraries: Libraries, first: Body, port: MessagePort): Promise<void> {
  const { tf } = libraries;
  await tf.setBackend('cpu');
  // Reader code may replace what is global: take what is needed afterwards now.
  const clock = createClock(tf, guardMemory(tf));
  const postMessage = port.postMessage.bind(port);
  // Each cell has the limits on output for itself. What comes late goes with the cell before.
  let current = createSender({ postMessage });
  const send: Send = (reply) => current(reply);
  furnish(libraries, send);
  closeDoors();
  freezeBuiltIns();
  let next: Body | undefined = first;
  port.onmessage = () => {
    const body = next;
    if (!body) return;
    next = undefined;
    current = createSender({ postMessage });
    void clock(send, async () => {
      next = await settle(tf, body, send);
    });
  };
  send({ kind: 'ready' });
}

/** Runs something, and then tells what it took. */
type Clock = (send: Send, act: () => Promise<void>) => Promise<void>;

function createClock(tf: typeof Tf, meter: Meter): Clock {
  const now = performance.now.bind(performance);
  const later = setTimeout.bind(globalThis);
  const { state } = tf.engine();
  return async (send, act) => {
    meter.takePeak();
    const start = now();
    await act();
    const milliseconds = now() - start;
    const peakBytes = meter.takePeak();
    // Rejections that nobody handled are told in a task of their own, soon after: let it come first.
    later(() => {
      const { numTensors: tensors, numBytes: bytes } = state;
      send({ kind: 'done', milliseconds, tensors, bytes, peakBytes });
    }, 5);
  };
}

/** Puts the globals of a cell in place. */
function furnish({ tf, model, world }: Libraries, send: Send): void {
  const show = (value: unknown, title: unknown = ''): void => {
    send({ kind: 'show', title: String(title), value: describe(tf, value) });
  };
  const plot = (values: Parameters<typeof describePlot>[1], options?: PlotOptions): void => {
    send({ kind: 'plot', ...describePlot(tf, values, options) });
  };
  const globals = { tf, model, world, show, plot, console: createConsole(tf, send) };
  for (const [name, value] of Object.entries(globals)) define(name, value);
  const tell = (kind: string, origin: Origin, field: string): void => {
    addEventListener(kind, (event) => {
      event.preventDefault();
      send(describeError(Reflect.get(event, field), origin));
    });
  };
  tell('unhandledrejection', 'rejected', 'reason');
  tell('error', 'uncaught', 'error');
}

/** Runs one cell to its end. Gives the next one: none after an error. */
async function settle(tf: typeof Tf, body: Body, send: Send): Promise<Body | undefined> {
  try {
    const [value, next] = await body();
    if (value !== undefined) send({ kind: 'value', value: describe(tf, value) });
    return next;
  } catch (error) {
    send(describeError(error));
    return undefined;
  }
}
