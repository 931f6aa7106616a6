import { availableParallelism } from 'node:os';
import process from 'node:process';

/** What the figures of time were measured on, in words. */
export function describeMachine(): string {
  const cores = availableParallelism();
  return `one thread of a virtual machine with ${cores} ${process.arch} cores, tfjs wasm in Node ${process.versions.node}`;
}
