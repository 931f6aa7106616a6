import type { ModelFile } from '../models/manifest.ts';
import { addressOf } from './address.ts';
import type { FileCache } from './cache.ts';
import { download } from './download.ts';
import type { DownloadOptions } from './download.ts';
import { LoadError } from './error.ts';

export interface LoadOptions extends DownloadOptions {
  /** The site's own address, with a slash at its end. */
  readonly base: string;
  readonly cache: FileCache;
  /** `crypto.subtle`, which browsers have in secure contexts only. */
  readonly subtle: Subtle | undefined;
}

type Subtle = Pick<SubtleCrypto, 'digest'>;
type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A weights file from the cache or the server, never used before its length and its SHA-256 are
 * those that were published. A kept file that is damaged is fetched anew.
 *
 * @throws LoadError; the reason of `signal`, once that is aborted.
 */
export async function loadWeights(file: ModelFile, options: LoadOptions): Promise<Bytes> {
  const { base, cache, subtle, onProgress } = options;
  const { path, bytes: total, sha256 } = file;
  if (!subtle) throw new LoadError('insecure', path, 'a secure page', 'one over plain HTTP');
  const address = addressOf(file, base);
  const kept = await cache.get(address);
  if (kept?.length === total && (await hash(kept, subtle)) === sha256) {
    onProgress?.({ loaded: total, total });
    return kept;
  }
  if (kept) await cache.forget(address);
  const bytes = await download(address, file, options);
  const got = await hash(bytes, subtle);
  if (got !== sha256) throw new LoadError('altered', path, `SHA-256 ${sha256}`, got);
  await cache.put(address, bytes);
  return bytes;
}

async function hash(bytes: Bytes, subtle: Subtle): Promise<string> {
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
