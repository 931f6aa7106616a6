import type { WorkerLike } from '../../../src/engine/connection.ts';
import type { Failure, Reply, Request, Trace } from '../../../src/engine/protocol.ts';

/** A worker that does what the test tells it to. */
export class FakeWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  readonly sent: Request[] = [];
  terminated = false;

  get last(): Request {
    const request = this.sent.at(-1);
    if (!request) throw new Error('nothing was sent');
    return request;
  }

  postMessage(message: Request): void {
    this.sent.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  ready(): void {
    this.#say({ type: 'ready', backend: 'cpu' });
  }

  /** Answers the last request. */
  reply(trace: Trace): void {
    this.#say({ type: 'trace', id: this.last.id, trace });
  }

  fail(error: Failure): void {
    this.#say({ type: 'failure', id: this.last.id, error });
  }

  die(message: string): void {
    this.onerror?.({ message } as ErrorEvent);
  }

  garble(): void {
    this.onmessageerror?.({} as MessageEvent);
  }

  #say(data: Reply): void {
    this.onmessage?.({ data } as MessageEvent<Reply>);
  }
}
