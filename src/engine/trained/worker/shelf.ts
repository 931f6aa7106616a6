import { WeightsError } from '../../../model/index.ts';
import { CalledOff } from '../../errors.ts';
import type { ModelFile } from '../../models/manifest.ts';
import type { Progress } from '../../weights/address.ts';
import { LoadError } from '../../weights/error.ts';

/** Fetches a file that was published, or throws a LoadError. */
export type Load = (
  file: ModelFile,
  options: {
    readonly signal: AbortSignal;
    readonly onProgress: (progress: Progress) => void;
  },
) => Promise<Uint8Array>;

/** What a job has to do with the loading of its model. */
export interface Waiter {
  readonly signal: AbortSignal;
  readonly loading: (model: string, progress: Progress) => void;
}

/** A model that is loaded at its first use, and kept. */
export interface Shelved<Model> {
  /** @throws LoadError, after which the next call tries again; the reason of the signal. */
  readonly get: (waiter: Waiter) => Promise<Model>;
}

/**
 * A model from its file. Who calls it off ends the download; if it is only superseded, the download
 * goes on, because the job that takes its place wants the same.
 *
 * @param build makes the model, and owns its tensors
 */
export function shelve<Model>(
  file: ModelFile,
  load: Load,
  build: (bytes: Uint8Array) => Model,
): Shelved<Model> {
  let kept: Promise<Model> | undefined;
  let line = new AbortController();
  let waiter: Waiter | undefined;
  const begin = async () => {
    line = new AbortController();
    const onProgress = (progress: Progress) => waiter?.loading(file.name, progress);
    const bytes = await load(file, { signal: line.signal, onProgress });
    return fit(file, () => build(bytes));
  };
  return {
    get: async (next) => {
      waiter = next;
      const { signal } = next;
      signal.throwIfAborted();
      kept ??= begin().catch((error: unknown) => {
        kept = undefined;
        throw error;
      });
      return unlessAborted(kept, signal, (reason) => {
        if (reason instanceof CalledOff) line.abort(reason);
      });
    },
  };
}

/**
 * A model of two files, such as adapters and what they adapt. Built once.
 *
 * @param build makes the model of the two, whose tensors stay theirs
 */
export function shelveBoth<One, Other, Model>(
  one: Shelved<One>,
  other: Shelved<Other>,
  build: (one: One, other: Other) => Model,
): Shelved<Model> {
  let kept: Model | undefined;
  return {
    get: async (waiter) => {
      const [first, second] = [await one.get(waiter), await other.get(waiter)];
      return (kept ??= build(first, second));
    },
  };
}

/** What is of the published bytes but not of this model, is of another version of the page. */
function fit<Model>({ path }: ModelFile, build: () => Model): Model {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof WeightsError)) throw error;
    throw new LoadError('damaged', path, error.wanted, error.got);
  }
}

function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  onAbort: (reason: unknown) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(signal.reason as Error);
      onAbort(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
    void promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}
