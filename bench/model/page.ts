// The contests in a page: built by `build.mjs`, run by `run-page.mjs`.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { runContest } from './contests.ts';
import type { Contest, Peers } from './contests.ts';
import type { Race } from './race.ts';

/** The folders beside the page, empty for a peer that is not there. */
async function contest(name: Contest, ortPath: string, jaxPath: string): Promise<Race[]> {
  setWasmPaths(new URL('tfjs/', document.baseURI).href);
  return runContest(name, { ort: await load(ortPath), jax: await load(jaxPath) } as Peers);
}

async function load(path: string): Promise<unknown> {
  return path && (await import(/* @vite-ignore */ new URL(path, document.baseURI).href));
}

Object.assign(globalThis, { contest });
