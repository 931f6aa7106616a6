import type { ModelFile } from '../models/manifest.ts';

/** How far a download is. `loaded` never goes back, and ends at `total`. */
export interface Progress {
  readonly loaded: number;
  readonly total: number;
}

/**
 * Where a file is fetched from and under what it is kept. With its version, so that no cache on the
 * way gives an older one.
 *
 * @param base the site's own address, with a slash at its end
 */
export function addressOf({ path, version }: ModelFile, base: string): string {
  const address = new URL(path, base);
  address.searchParams.set('v', version);
  return address.href;
}
