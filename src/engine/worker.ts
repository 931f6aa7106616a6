import * as tf from '@tensorflow/tfjs-core';
import { toFailure } from './errors.ts';
import { registerKernels } from './kernels.ts';
import type { Reply, Request, Trace } from './protocol.ts';
import { runJob } from './run.ts';

/** The worker owns tfjs: it takes jobs one after the other and hands out plain arrays. */

registerKernels();
void tf.setBackend('cpu').then(() => {
  self.addEventListener('message', ({ data }: MessageEvent<Request>) => send(answer(data)));
  send({ type: 'ready', backend: tf.getBackend() });
});

function answer({ id, job }: Request): Reply {
  try {
    return { type: 'trace', id, trace: runJob(job) };
  } catch (error) {
    return { type: 'failure', id, error: toFailure(error) };
  }
}

/** Hands the memory of a trace over instead of copying it. */
function send(reply: Reply): void {
  self.postMessage(reply, { transfer: reply.type === 'trace' ? buffersOf(reply.trace) : [] });
}

function buffersOf({ tensors, weights }: Trace): ArrayBuffer[] {
  const buffers = [...tensors, ...weights].map(({ data }) => data.buffer);
  return buffers.filter((buffer) => buffer instanceof ArrayBuffer);
}
