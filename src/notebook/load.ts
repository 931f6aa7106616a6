/** What a page loads at the first run of a cell, and not before: parser, sandbox, runtime. */
import url from 'virtual:notebook-runtime';
import { run, type RunEvent, type Running } from './run.ts';
import { prepare } from './typescript/prepare.ts';

export { CodeProblem } from './typescript/problem.ts';

/** Blanks the types of a cell's code and runs it. Throws a `CodeProblem` before anything runs. */
export async function runCell(source: string, on: (event: RunEvent) => void): Promise<Running> {
  const prepared = prepare(source);
  return run(await fetchRuntime(), prepared, on);
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
