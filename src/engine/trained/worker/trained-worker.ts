import manifest from '../../models/manifest.json';
import type { Reply, Request } from '../protocol.ts';
import { startBackend } from './backend.ts';
import { buffersOf } from './buffers.ts';
import { createLibrary } from './library.ts';
import { createLoad } from './load.ts';
import { createServer } from './serve.ts';
import { createJobs } from './table.ts';

/** The worker of the trained models: owns tfjs, loads weights, and hands out plain arrays. */

void startBackend().then(serve, reportError);

function serve(backend: string): void {
  const jobs = createJobs(createLibrary(createLoad(manifest), manifest));
  const answer = createServer(jobs, post);
  self.addEventListener('message', ({ data }: MessageEvent<Request>) => void answer(data));
  post({ type: 'ready', backend });
}

function post(reply: Reply): void {
  self.postMessage(reply, { transfer: buffersOf(reply) });
}
