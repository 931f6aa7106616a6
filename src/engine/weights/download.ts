import type { ModelFile } from '../models/manifest.ts';
import type { Progress } from './address.ts';
import { LoadError } from './error.ts';
import type { LoadCode } from './error.ts';
import { inTime } from './in-time.ts';

export interface DownloadOptions {
  readonly fetch: typeof fetch;
  /** How many milliseconds without a byte make a stall. */
  readonly patience: number;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Fetches a file of known length. What the server says of its length is not looked at: packed, it is
 * another number.
 *
 * @throws LoadError; the reason of `signal`, once that is aborted.
 */
export async function download(
  address: string,
  file: ModelFile,
  { fetch, patience, onProgress, signal }: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const line = new AbortController();
  const wait = <T>(step: Promise<T>, code: LoadCode) =>
    inTime(step, { milliseconds: patience, signal, ...refusals(file, code, patience) });
  try {
    // `no-store`: the browser would keep it a second time, and might give back what was damaged.
    const request = fetch(address, { signal: line.signal, cache: 'no-store' });
    const response = await wait(request, 'unreachable');
    checkAnswer(file, response);
    const reader = response.body?.getReader();
    return await collect(file, () => reader && wait(reader.read(), 'interrupted'), onProgress);
  } catch (error) {
    line.abort();
    throw error;
  }
}

/** A page in place of a file is what many hosts send for an address that they do not have. */
function checkAnswer({ path }: ModelFile, { ok, status, headers }: Response): void {
  if (!ok) throw new LoadError('missing', path, 'the file', `an answer of status ${status}`);
  const type = headers.get('Content-Type') ?? '';
  if (/^text\/html\b/i.test(type)) throw new LoadError('missing', path, 'the file', 'a page');
}

type Read = () => Promise<ReadableStreamReadResult<Uint8Array>> | undefined;

/** The chunks in one piece, which must be as long as was published. */
async function collect(
  { path, bytes: total }: ModelFile,
  read: Read,
  onProgress?: (progress: Progress) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const all = new Uint8Array(total);
  let loaded = 0;
  onProgress?.({ loaded, total });
  for (let chunk = await read(); chunk && !chunk.done; chunk = await read()) {
    const { value } = chunk;
    if (loaded + value.length > total) {
      throw new LoadError('overlong', path, `${total} bytes`, 'more');
    }
    all.set(value, loaded);
    loaded += value.length;
    onProgress?.({ loaded, total });
  }
  if (loaded === total) return all;
  throw new LoadError('truncated', path, `${total} bytes`, String(loaded));
}

/** What is thrown for a step that fails, with its code, or hangs. */
function refusals({ path }: ModelFile, code: LoadCode, patience: number) {
  const silence = `none in ${patience / 1000} s`;
  return {
    late: () => new LoadError('stalled', path, 'a byte at least', silence),
    failed: (why: string) => new LoadError(code, path, 'the whole file', why),
  };
}
