import * as tf from '@tensorflow/tfjs-core';
import manifest from '../../src/engine/models/manifest.json';
import type { Reply, Request } from '../../src/engine/trained/protocol.ts';
import { startBackend } from '../../src/engine/trained/worker/backend.ts';
import { buffersOf } from '../../src/engine/trained/worker/buffers.ts';
import { createLibrary } from '../../src/engine/trained/worker/library.ts';
import { createLoad } from '../../src/engine/trained/worker/load.ts';
import { createServer } from '../../src/engine/trained/worker/serve.ts';
import { createJobs } from '../../src/engine/trained/worker/table.ts';

/** The worker of the trained models, on the backend that is its name, with a count of what it holds. */

/** What the worker holds after a job: it comes with the result. */
export interface Held {
  readonly tensors: number;
  /** Of WebAssembly, in bytes. It never shrinks: this is the most that there was. */
  readonly heap: number;
}

void start(self.name);

async function start(backend: string): Promise<void> {
  if (backend === 'webgl') await startWebgl();
  else await startBackend();
  const jobs = createJobs(createLibrary(createLoad(manifest), manifest));
  const answer = createServer(jobs, post);
  self.addEventListener('message', ({ data }: MessageEvent<Request>) => void answer(data));
  post({ type: 'ready', backend: tf.getBackend() });
}

async function startWebgl(): Promise<void> {
  await import('@tensorflow/tfjs-backend-webgl');
  await import('@tensorflow/tfjs-core/dist/register_all_gradients');
  if (!(await tf.setBackend('webgl'))) throw new Error('no WebGL in a worker here');
}

function post(reply: Reply): void {
  const told =
    reply.type === 'done' ? { ...reply, result: { ...reply.result, held: held() } } : reply;
  self.postMessage(told, { transfer: buffersOf(told) });
}

function held(): Held {
  const { wasm } = tf.backend() as { wasm?: { HEAPU8: Uint8Array } };
  return { tensors: tf.memory().numTensors, heap: wasm?.HEAPU8.byteLength ?? 0 };
}
