// One contest in Node: built by `build.mjs`, run by `run-node.mjs`. Prints JSON.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { runContest } from './contests.ts';
import type { Contest, Peers } from './contests.ts';

const [contest = '', wasmFolder = '', ortPath = '', jaxPath = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  setWasmPaths(wasmFolder);
  const peers = { ort: await load(ortPath), jax: await load(jaxPath) } as Peers;
  console.log(JSON.stringify(await runContest(contest as Contest, peers)));
  process.exit(); // a peer may keep workers
}

async function load(path: string): Promise<unknown> {
  return path && (await import(/* @vite-ignore */ pathToFileURL(path).href));
}

void main();
