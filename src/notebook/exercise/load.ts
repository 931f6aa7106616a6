/** What a page loads when an exercise is first checked, and not before: parser, sandbox, runtime. */
import url from 'virtual:exercise-runtime';
import type { Open } from '../judge/session.ts';
import { createOpen, type Ears } from './session.ts';

let runtime: Promise<string> | undefined;

/** Starts programs in the sandbox of this page. */
export async function loadOpen(ears: Ears = {}): Promise<Open> {
  return createOpen(await fetchRuntime(), ears);
}

/** The runtime's text, fetched once. A failure is forgotten, so that the next try is one. */
function fetchRuntime(): Promise<string> {
  runtime ??= fetchText(url).catch((error: unknown) => {
    runtime = undefined;
    throw error;
  });
  return runtime;
}

async function fetchText(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${String(response.status)} ${address}`);
  return response.text();
}
