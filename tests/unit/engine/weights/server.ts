import { createHash } from 'node:crypto';
import type { ModelFile } from '../../../../src/engine/models/manifest.ts';

/** What a file would be on the server: some bytes, all different from their neighbors. */
export const published = Uint8Array.from({ length: 1000 }, (_, i) => (i * 31 + (i >> 3)) % 251);

/** Its line in the manifest. */
export const file: ModelFile = {
  name: 'reader',
  path: 'models/reader/weights.safetensors',
  bytes: published.length,
  sha256: createHash('sha256').update(published).digest('hex'),
  version: '7',
};

export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** Sent one after the other. An error breaks the line; `hang` says no more. */
  readonly chunks: readonly (Uint8Array | Error | 'hang')[];
}

/** An answer, a line that breaks before one, or silence. */
export type Said = Answer | Error | 'hang';

/** A server that answers each request with the next of `answers`, and writes down what was asked. */
export function fakeServer(answers: readonly Said[]) {
  const asked: { address: string; init: RequestInit }[] = [];
  const fetch: typeof globalThis.fetch = (input, init = {}) => {
    const answer = answers[asked.length];
    asked.push({ address: input as string, init });
    if (answer === 'hang') return new Promise(() => undefined);
    if (!answer || answer instanceof Error) return Promise.reject(answer ?? new TypeError('gone'));
    const { status = 200, headers = {}, chunks } = answer;
    return Promise.resolve(new Response(stream(chunks), { status, headers }));
  };
  return { fetch, asked };
}

/** A whole file in chunks of 300 bytes. */
export function whole(bytes: Uint8Array = published): Answer {
  const starts = Array.from({ length: Math.ceil(bytes.length / 300) }, (_, i) => 300 * i);
  return { chunks: starts.map((start) => bytes.slice(start, start + 300)) };
}

function stream(chunks: Answer['chunks']): ReadableStream<Uint8Array> {
  const left = [...chunks];
  return new ReadableStream({
    pull(controller) {
      const next = left.shift();
      if (next === 'hang') return new Promise(() => undefined);
      if (next instanceof Error) controller.error(next);
      else if (next) controller.enqueue(next);
      else controller.close();
      return undefined;
    },
  });
}
