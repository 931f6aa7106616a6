import { MessageChannel, Worker } from 'node:worker_threads';
import type { openSandbox } from '../../src/notebook/sandbox/frame.ts';

/** What the script of an exercise expects of a worker in a browser. */
const SHIM = `
  const { workerData } = require('node:worker_threads');
  const { runInThisContext } = require('node:vm');
  let hear;
  // Else tfjs takes the place for one that it does not know.
  Object.assign(globalThis, { self: globalThis, WorkerGlobalScope: class {} });
  globalThis.addEventListener = (type, listener) => { if (type === 'message') hear = listener; };
  runInThisContext(workerData.script);
  hear({ ports: [workerData.port], stopImmediatePropagation() {} });
`;

/**
 * A thread of Node in the place of the browser's sandbox: the same script, the same protocol. It
 * keeps the judge apart from the code, as the sandbox does. It keeps nothing from the machine, so
 * only code of our own repository comes here.
 */
export const openThread: typeof openSandbox = (script, ears) => {
  const { port1, port2 } = new MessageChannel();
  const thread = new Worker(SHIM, {
    eval: true,
    workerData: { script, port: port2 },
    transferList: [port2],
    stdout: true,
    stderr: true,
  });
  port1.on('message', (message: unknown) => ears.reply(message));
  thread.on('error', (error: Error) => ears.beat({ message: error.message }));
  return {
    ping: () => ears.beat(null),
    send: (message) => port1.postMessage(message),
    remove: () => {
      port1.close();
      void thread.terminate();
    },
  };
};
