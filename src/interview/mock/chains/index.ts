import { cache } from './cache.ts';
import type { Chain } from './chain.ts';
import { clip } from './clip.ts';
import { sampler } from './sampler.ts';
import { stack } from './stack.ts';

export const chains: readonly Chain[] = [cache, clip, stack, sampler];

/** @throws RangeError if there is none of that name. */
export function findChain(id: string): Chain {
  const chain = chains.find((each) => each.id === id);
  if (chain) return chain;
  const known = chains.map((each) => each.id).join(', ');
  throw new RangeError(`findChain: wanted one of ${known}, got ${id}`);
}
