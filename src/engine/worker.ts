import * as tf from '@tensorflow/tfjs-core';
import { registerKernels } from './kernels.ts';
import { JobError } from './limits.ts';
import type { Failure, Job, Reply, Request } from './protocol.ts';
import { runJob } from './run.ts';

/** The worker owns tfjs: it takes jobs one after the other and hands out plain arrays. */
const waiting = new Map<number, Job>();

registerKernels();
void tf.setBackend('cpu').then(() => {
  self.addEventListener('message', (event: MessageEvent<Request>) => receive(event.data));
  reply({ type: 'ready', backend: tf.getBackend() });
});

/** A job starts in a task of its own, so that a cancel that is already on its way arrives first. */
function receive(request: Request): void {
  if (request.type === 'cancel') {
    waiting.delete(request.id);
    return;
  }
  waiting.set(request.id, request.job);
  setTimeout(() => start(request.id));
}

function start(id: number): void {
  const job = waiting.get(id);
  waiting.delete(id);
  if (!job) return;
  try {
    const trace = runJob(job);
    const buffers = [...trace.tensors, ...trace.weights].map(({ data }) => data.buffer);
    reply({ type: 'trace', id, trace }, buffers as ArrayBuffer[]);
  } catch (error) {
    reply({ type: 'failure', id, error: failure(error) });
  }
}

function reply(message: Reply, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

function failure(error: unknown): Failure {
  if (error instanceof JobError) {
    return { name: error.name, message: error.message, field: error.field };
  }
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}
