import type * as Tf from '@tensorflow/tfjs-core';
import { createConsole } from './console.ts';
import { describe, describeError } from './describe.ts';
import { guardMemory } from './memory.ts';
import { closeDoors, define, freezeBuiltIns } from './realm.ts';
import { createSender, type Send } from './sender.ts';

type Body = () => Promise<unknown>;

/**
 * Returns the one function that the program calls, with the reader's code as `body`.
 *
 * The page sends the worker a port. It reaches us before any reader code runs and is never put
 * where reader code could find it, so only we can reply.
 */
export function createCell(tf: typeof Tf, model: object): (body: Body) => void {
  let called = false;
  return (body) => {
    if (called) return;
    called = true;
    const onPort = (event: MessageEvent): void => {
      event.stopImmediatePropagation();
      const [port] = event.ports;
      if (port) void run(tf, model, body, createSender(port));
    };
    addEventListener('message', onPort, { once: true });
  };
}

async function run(tf: typeof Tf, model: object, body: Body, send: Send): Promise<void> {
  // Reader code may replace what is global: take what is needed afterwards now.
  const now = performance.now.bind(performance);
  const later = setTimeout.bind(globalThis);
  const engine = tf.engine();
  await tf.setBackend('cpu');
  guardMemory(tf);
  furnish(tf, model, send);
  closeDoors();
  freezeBuiltIns();
  send({ kind: 'ready' });
  const start = now();
  await settle(tf, body, send);
  const milliseconds = now() - start;
  // Rejections that nobody handled are told in a task of their own, soon after: let it come first.
  later(() => {
    const { numTensors, numBytes } = engine.state;
    send({ kind: 'done', milliseconds, tensors: numTensors, bytes: numBytes });
  }, 20);
}

/** Puts the globals of a cell in place. */
function furnish(tf: typeof Tf, model: object, send: Send): void {
  const show = (value: unknown, title: unknown = ''): void => {
    send({ kind: 'show', title: String(title), value: describe(tf, value) });
  };
  define('tf', tf);
  define('model', model);
  define('show', show);
  define('console', createConsole(tf, send));
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    send(describeError(event.reason));
  });
  addEventListener('error', (event) => {
    event.preventDefault();
    send(describeError(event.error));
  });
}

async function settle(tf: typeof Tf, body: Body, send: Send): Promise<void> {
  try {
    const value = await body();
    if (value !== undefined) send({ kind: 'value', value: describe(tf, value) });
  } catch (error) {
    send(describeError(error));
  }
}
