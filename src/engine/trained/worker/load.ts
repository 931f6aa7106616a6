import type { ModelFile } from '../../models/manifest.ts';
import { addressOf } from '../../weights/address.ts';
import { createFileCache } from '../../weights/cache.ts';
import { loadWeights } from '../../weights/load.ts';
import type { Load } from './shelf.ts';

/** How long the line may be silent, in milliseconds. The page waits longer for the worker. */
const PATIENCE = 20_000;

/**
 * Loads files of this site in the browser that it runs in.
 *
 * @param files all that are published today: what is kept of other ones is forgotten
 */
export function createLoad(files: readonly ModelFile[]): Load {
  const base = new URL(import.meta.env.BASE_URL.replace(/\/*$/, '/'), location.href).href;
  const current = files.map((file) => addressOf(file, base));
  // Over plain HTTP there is neither, whatever their types say.
  const { caches }: Partial<Pick<typeof globalThis, 'caches'>> = globalThis;
  const { subtle }: Partial<Crypto> = crypto;
  const cache = createFileCache(caches, { base, current });
  return (file, options) =>
    loadWeights(file, { base, cache, subtle, fetch, patience: PATIENCE, ...options });
}
