import type { Trained } from './train.ts';

/** What is used of jax-js: bench/peers brings it along, when it is there. */
export interface Jax {
  readonly numpy: Record<string, (...args: unknown[]) => unknown>;
}

export function jaxStep(_jax: Jax, _trained: Trained): Promise<(() => unknown) | undefined> {
  return Promise.resolve(undefined);
}
