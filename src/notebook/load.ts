/** What a page loads at the first run of a cell, and not before: parser, sandbox, runtime. */
import url from 'virtual:notebook-runtime';
import { openChain } from './chain.ts';
import { once } from './once.ts';
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

/** The runtime's text. */
const fetchRuntime = once(() => fetchText(url));

async function fetchText(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${String(response.status)} ${address}`);
  return response.text();
}
