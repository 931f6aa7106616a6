/** What a page loads at the first run of a cell, and not before: parser, sandbox, runtime. */
import url from 'virtual:notebook-runtime';
import { openChain } from './chain.ts';
import type { Tools } from './session.ts';
import { prepare } from './typescript/prepare.ts';
import { CodeProblem } from './typescript/problem.ts';

export { CodeProblem } from './typescript/problem.ts';

/** The tools of a session. */
export async function loadTools(): Promise<Tools> {
  const runtime = await fetchRuntime();
  return {
    open: (steps) =>
      openChain(
        runtime,
        steps.map(({ code }) => prepare(code)),
      ),
    reads: canRead,
  };
}

function canRead(code: string): boolean {
  try {
    prepare(code);
    return true;
  } catch (error) {
    if (error instanceof CodeProblem) return false;
    throw error;
  }
}

let runtime: Promise<string> | undefined;

/** The runtime's text, fetched once. A failure is forgotten, so that the next run tries again. */
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
