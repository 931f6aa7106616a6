/** Where files are kept between visits. It keeps what it can, and never fails. */
export interface FileCache {
  readonly get: (address: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Keeps a file, and forgets those that are not `current`. */
  readonly put: (address: string, file: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly forget: (address: string) => Promise<void>;
}

const NAME = 'model-weights';

export interface FileCacheOptions {
  /** The site's own address: what another site of the same origin keeps is left alone. */
  readonly base: string;
  /** The addresses of all files of today. */
  readonly current: readonly string[];
}

/**
 * A cache on the browser's Cache API. Where that is denied, full or missing (plain HTTP), nothing is
 * kept, and the files are fetched again at the next visit.
 */
export function createFileCache(
  storage: CacheStorage | undefined,
  { base, current }: FileCacheOptions,
): FileCache {
  const attempt = async <T>(act: (cache: Cache) => Promise<T>): Promise<T | undefined> => {
    try {
      return storage && (await act(await storage.open(NAME)));
    } catch {
      return undefined;
    }
  };
  const sweep = async (cache: Cache) => {
    const kept = (await cache.keys()).map(({ url }) => url);
    const old = kept.filter((url) => url.startsWith(base) && !current.includes(url));
    await Promise.all(old.map((url) => cache.delete(url)));
  };
  return {
    get: (address) =>
      attempt(async (cache) => {
        const found = await cache.match(address);
        return found && new Uint8Array(await found.arrayBuffer());
      }),
    put: async (address, file) => {
      // First the old ones: they may be what the new one needs the room of.
      await attempt(sweep);
      await attempt((cache) => cache.put(address, new Response(file)));
    },
    forget: async (address) => {
      await attempt((cache) => cache.delete(address));
    },
  };
}
