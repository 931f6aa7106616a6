import { describe, expect, test } from 'vitest';
import { CalledOff, Superseded } from '../../../../src/engine/errors.ts';
import { shelve, shelveBoth } from '../../../../src/engine/trained/worker/shelf.ts';
import type { Load } from '../../../../src/engine/trained/worker/shelf.ts';
import type { Progress } from '../../../../src/engine/weights/address.ts';
import { LoadError } from '../../../../src/engine/weights/error.ts';
import { readSafetensors } from '../../../../src/model/index.ts';
import { file } from '../weights/server.ts';

/** A load that ends when the test says so, and does not start before it is asked for. */
function setUp() {
  const loads: {
    readonly signal: AbortSignal;
    readonly onProgress: (progress: Progress) => void;
    readonly succeed: (bytes: Uint8Array) => void;
    readonly fail: (error: Error) => void;
  }[] = [];
  const load: Load = (_, { signal, onProgress }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
      loads.push({ signal, onProgress, succeed: resolve, fail: reject });
    });
  const at = (i: number) => loads[i] ?? expect.fail(`no load ${i}`);
  return { loads, load, at };
}

function waiter() {
  const controller = new AbortController();
  const heard: number[] = [];
  const loading = (model: string, { loaded }: Progress) => {
    expect(model).toBe('reader');
    heard.push(loaded);
  };
  return { controller, heard, waiter: { signal: controller.signal, loading } };
}

describe('a model on the shelf', () => {
  test('is loaded at its first use and kept', async () => {
    const { load, loads, at } = setUp();
    const shelf = shelve(file, load, (bytes) => ({ size: bytes.length }));
    expect(loads).toHaveLength(0);
    const { waiter: first, heard } = waiter();
    const model = shelf.get(first);
    at(0).onProgress({ loaded: 5, total: 9 });
    at(0).succeed(Uint8Array.of(1, 2));
    expect(await model).toEqual({ size: 2 });
    expect(heard).toEqual([5]);
    expect(await shelf.get(waiter().waiter)).toBe(await model);
    expect(loads).toHaveLength(1);
  });

  test('that does not come is tried again at the next use', async () => {
    const { load, at } = setUp();
    const shelf = shelve(file, load, (bytes) => bytes);
    const failed = expect(shelf.get(waiter().waiter)).rejects.toMatchObject({ code: 'stalled' });
    at(0).fail(new LoadError('stalled', file.path, 'a byte', 'none'));
    await failed;
    const again = shelf.get(waiter().waiter);
    at(1).succeed(Uint8Array.of(1));
    expect(await again).toEqual(Uint8Array.of(1));
  });

  test('that is called off is loaded no further', async () => {
    const { load, at } = setUp();
    const shelf = shelve(file, load, (bytes) => bytes);
    const { waiter: one, controller } = waiter();
    const stopped = expect(shelf.get(one)).rejects.toThrow(CalledOff);
    controller.abort(new CalledOff());
    await stopped;
    expect(at(0).signal.aborted).toBe(true);
    const again = shelf.get(waiter().waiter);
    at(1).succeed(Uint8Array.of(1));
    expect(await again).toEqual(Uint8Array.of(1));
  });

  test('that is only superseded is loaded on, and told to the one in its place', async () => {
    const { load, loads, at } = setUp();
    const shelf = shelve(file, load, (bytes) => bytes);
    const { waiter: old, controller, heard: heardByOld } = waiter();
    const stopped = expect(shelf.get(old)).rejects.toThrow(Superseded);
    controller.abort(new Superseded('a'));
    await stopped;
    expect(at(0).signal.aborted).toBe(false);
    const { waiter: fresh, heard } = waiter();
    const model = shelf.get(fresh);
    at(0).onProgress({ loaded: 7, total: 9 });
    at(0).succeed(Uint8Array.of(1));
    expect(await model).toEqual(Uint8Array.of(1));
    expect(loads).toHaveLength(1);
    expect([heardByOld, heard]).toEqual([[], [7]]);
  });

  test('is not asked for by a job that is called off already', async () => {
    const { load, loads } = setUp();
    const { waiter: one, controller } = waiter();
    controller.abort(new CalledOff());
    await expect(shelve(file, load, (bytes) => bytes).get(one)).rejects.toThrow(CalledOff);
    expect(loads).toHaveLength(0);
  });

  test('of the published bytes, but not of its own weights, is damaged', async () => {
    const { load, at } = setUp();
    const model = shelve(file, load, readSafetensors).get(waiter().waiter);
    at(0).succeed(Uint8Array.of(1, 2, 3));
    await expect(model).rejects.toMatchObject({ name: 'LoadError', code: 'damaged' });
  });

  test('throws what is no matter of the file as it is', async () => {
    const { load, at } = setUp();
    const build = () => {
      throw new RangeError('a mistake of ours');
    };
    const model = shelve(file, load, build).get(waiter().waiter);
    at(0).succeed(Uint8Array.of(1));
    await expect(model).rejects.toThrow(RangeError);
  });
});

describe('a model of two files', () => {
  const { waiter: somebody } = waiter();
  const shelved = <T>(model: T) => ({ get: () => Promise.resolve(model) });

  test('is built of both, once', async () => {
    let built = 0;
    const shelf = shelveBoth(shelved('reader'), shelved('adapters'), (one, other) => {
      built++;
      return { one, other };
    });
    expect(await shelf.get(somebody)).toEqual({ one: 'reader', other: 'adapters' });
    expect(await shelf.get(somebody)).toBe(await shelf.get(somebody));
    expect(built).toBe(1);
  });

  test('is missing while one of them is, and there afterwards', async () => {
    const answers = [Promise.reject(new LoadError('stalled', 'x', 'a byte', 'none'))];
    const late = { get: () => answers.pop() ?? Promise.resolve(2) };
    const shelf = shelveBoth(shelved(1), late, (one, other) => one + other);
    await expect(shelf.get(somebody)).rejects.toMatchObject({ code: 'stalled' });
    expect(await shelf.get(somebody)).toBe(3);
  });
});
