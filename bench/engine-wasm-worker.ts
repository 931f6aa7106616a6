import * as tf from '@tensorflow/tfjs-core';
import type { Reply, Request, Trace } from '../src/engine/protocol.ts';
import { runJob } from '../src/engine/run.ts';
import { registerKernels } from './kernels-wasm.ts';

/** `src/engine/worker.ts` on the wasm backend, without its errors. */

registerKernels();
void tf.setBackend('wasm').then(() => {
  self.addEventListener('message', ({ data: { id, job } }: MessageEvent<Request>) => {
    send({ type: 'trace', id, trace: runJob(job) });
  });
  send({ type: 'ready', backend: tf.getBackend() });
});

function send(reply: Reply): void {
  self.postMessage(reply, { transfer: reply.type === 'trace' ? buffersOf(reply.trace) : [] });
}

function buffersOf({ tensors, weights }: Trace): ArrayBuffer[] {
  return [...tensors, ...weights].map(({ data }) => data.buffer as ArrayBuffer);
}
