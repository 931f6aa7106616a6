import type { TrainedWorker } from '../../../../src/engine/trained/client.ts';
import type { Reply, Request, Run } from '../../../../src/engine/trained/protocol.ts';
import { createServer } from '../../../../src/engine/trained/worker/serve.ts';
import type { JobTable } from '../../../../src/engine/trained/worker/serve.ts';

/** A worker that says what the test tells it to. */
export class FakeWorker implements TrainedWorker {
  onmessage: TrainedWorker['onmessage'] = null;
  onerror: TrainedWorker['onerror'] = null;
  onmessageerror: TrainedWorker['onmessageerror'] = null;
  readonly sent: Request[] = [];
  terminated = false;

  /** The jobs that it was sent, in order. */
  get runs(): Run[] {
    return this.sent.filter((message) => message.type === 'run');
  }

  get lastId(): number {
    return this.runs.at(-1)?.id ?? NaN;
  }

  postMessage(message: Request): void {
    this.sent.push(structuredClone(message));
  }

  terminate(): void {
    this.terminated = true;
  }

  say(reply: Reply): void {
    if (this.terminated) return;
    this.onmessage?.({ data: structuredClone(reply) } as MessageEvent<Reply>);
  }

  ready(backend = 'wasm'): void {
    this.say({ type: 'ready', backend });
  }

  die(message = 'boom'): void {
    this.onerror?.({ message } as ErrorEvent);
  }
}

/** A worker on the real server, with jobs of the test. */
export class ServedWorker extends FakeWorker {
  readonly #serve: (request: Request) => Promise<void>;

  constructor(jobs: JobTable) {
    super();
    this.#serve = createServer(jobs, (reply) => {
      // As between threads: a message is heard in a task of its own.
      setTimeout(() => {
        this.say(reply);
      });
    });
    setTimeout(() => {
      this.ready();
    });
  }

  override postMessage(message: Request): void {
    super.postMessage(message);
    setTimeout(() => void this.#serve(structuredClone(message)));
  }
}
