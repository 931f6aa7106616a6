import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFileCache } from '../../../../src/engine/weights/cache.ts';
import { loadWeights } from '../../../../src/engine/weights/load.ts';
import type { LoadOptions } from '../../../../src/engine/weights/load.ts';
import { weightsStrings } from '../../../../src/strings/en/weights.ts';
import { fakeServer, file, published, whole } from './server.ts';
import type { Answer, Said } from './server.ts';
import { FakeStorage } from './storage.ts';

const base = 'https://example.org/course/';
const address = `${base}models/reader/weights.safetensors?v=7`;

function setUp(answers: readonly Said[], change: Partial<LoadOptions> = {}) {
  const storage = new FakeStorage();
  const { fetch, asked } = fakeServer(answers);
  const cache = createFileCache(storage.asStorage(), { base, current: [address] });
  const heard: number[] = [];
  const onProgress = ({ loaded }: { loaded: number }) => heard.push(loaded);
  const { subtle } = crypto;
  const options = { base, cache, subtle, fetch, patience: 1000, onProgress, ...change };
  return { storage, asked, heard, load: () => loadWeights(file, options) };
}

describe('a file from a good server', () => {
  test('arrives whole, with its progress, and is kept under its version', async () => {
    const { load, heard, asked, storage } = setUp([whole()]);
    expect(await load()).toEqual(published);
    expect(heard).toEqual([0, 300, 600, 900, 1000]);
    expect(asked.map(({ address }) => address)).toEqual([address]);
    expect(asked[0]?.init.cache).toBe('no-store');
    expect(storage.files.get(address)).toEqual(published);
  });

  test('is fetched once: then the cache has it', async () => {
    const { load, heard, asked } = setUp([whole()]);
    await load();
    heard.length = 0;
    expect(await load()).toEqual(published);
    expect(asked).toHaveLength(1);
    expect(heard).toEqual([1000]);
  });

  test('may be sent packed: the length that the server names is not looked at', async () => {
    const packed = { ...whole(), headers: { 'Content-Length': '77', 'Content-Encoding': 'br' } };
    const { load } = setUp([packed]);
    expect(await load()).toEqual(published);
  });

  test('may come byte by byte', async () => {
    const chunks = Array.from(published, (byte) => Uint8Array.of(byte));
    const { load } = setUp([{ chunks: [Uint8Array.of(), ...chunks] }]);
    expect(await load()).toEqual(published);
  });
});

const altered = published.map((byte, i) => (i === 999 ? byte ^ 1 : byte));
const page = { headers: { 'Content-Type': 'text/html; charset=utf-8' }, ...whole() };
const [first] = whole().chunks;
const start = first ? [first] : [];

describe('a bad answer', () => {
  test.each<[string, Answer | Error, string, string]>([
    ['no answer at all', new TypeError('Failed to fetch'), 'unreachable', 'Failed to fetch'],
    ['404', { ...whole(), status: 404 }, 'missing', 'status 404'],
    ['500', { ...whole(), status: 500 }, 'missing', 'status 500'],
    ['a page with status 200', page, 'missing', 'a page'],
    ['nothing', { chunks: [] }, 'truncated', '0'],
    ['the last byte is missing', whole(published.slice(0, 999)), 'truncated', '999'],
    ['one byte more', whole(Uint8Array.of(...published, 0)), 'overlong', 'more'],
    [
      'an error in the middle',
      { chunks: [...start, new TypeError('reset')] },
      'interrupted',
      'reset',
    ],
    ['one bit is another', whole(altered), 'altered', ''],
    ['the same bytes in another order', whole(published.toReversed()), 'altered', ''],
  ])('%s is refused, and nothing of it is kept', async (_, answer, code, got) => {
    const { load, storage } = setUp([answer, whole()]);
    const error = { name: 'LoadError', code, file: file.path };
    await expect(load()).rejects.toMatchObject(error);
    expect(storage.files.size).toBe(0);
    const again = setUp([answer]).load();
    await expect(again).rejects.toMatchObject({ got: expect.stringContaining(got) as string });
    // Whatever it was, another try works.
    expect(await load()).toEqual(published);
  });

  test('an endless one is not read to its end', async () => {
    let sent = 0;
    const chunks = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 300;
        controller.enqueue(new Uint8Array(300));
      },
    });
    let line: AbortSignal | null | undefined;
    const fetch: LoadOptions['fetch'] = (_, init) => {
      line = init?.signal;
      return Promise.resolve(new Response(chunks));
    };
    await expect(setUp([], { fetch }).load()).rejects.toMatchObject({ code: 'overlong' });
    expect(line?.aborted).toBe(true);
    expect(sent).toBeLessThan(3000);
  });

  test('without a secure page there is no check, and so no file', async () => {
    const { load, asked } = setUp([whole()], { subtle: undefined });
    await expect(load()).rejects.toMatchObject({ code: 'insecure' });
    expect(asked).toHaveLength(0);
  });

  test('each has its text', () => {
    const texts = Object.values(weightsStrings.problems).map((text) => text('a', 'b', 'c'));
    expect(new Set(texts).size).toBe(9);
  });
});

describe('a server that falls silent', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test.each<[string, Answer | 'hang']>([
    ['before its answer', 'hang'],
    ['in the middle', { chunks: [...start, 'hang'] }],
  ])('%s is given up after a while, and hung up on', async (_, answer) => {
    const { load, asked } = setUp([answer]);
    const refused = expect(load()).rejects.toMatchObject({ code: 'stalled', got: 'none in 1 s' });
    await vi.advanceTimersByTimeAsync(999);
    expect(asked[0]?.init.signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await refused;
    expect(asked[0]?.init.signal?.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('may take its time, if a byte comes now and then', async () => {
    const chunks = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 900));
        const next = controller.desiredSize === null ? undefined : rest.shift();
        if (next) controller.enqueue(next);
        else controller.close();
      },
    });
    const rest = whole().chunks.filter((chunk) => chunk instanceof Uint8Array);
    const fetch = () => Promise.resolve(new Response(chunks));
    const loaded = setUp([], { fetch }).load();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await loaded).toEqual(published);
  });

  test('is not waited for once the reader calls it off', async () => {
    const controller = new AbortController();
    const { load, asked, storage } = setUp([{ chunks: [...start, 'hang'] }], {
      signal: controller.signal,
    });
    const refused = expect(load()).rejects.toThrow('no more');
    await vi.advanceTimersByTimeAsync(10);
    controller.abort(new Error('no more'));
    await refused;
    expect(asked[0]?.init.signal?.aborted).toBe(true);
    expect(storage.files.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is not listened to if it was called off before', async () => {
    const signal = AbortSignal.abort(new Error('no more'));
    await expect(setUp(['hang'], { signal }).load()).rejects.toThrow('no more');
  });
});

describe('the cache', () => {
  test.each([
    ['cut short', published.slice(0, 10)],
    ['altered', altered],
  ])('that has the file %s is not believed', async (_, bytes) => {
    const { load, storage, asked } = setUp([whole()]);
    storage.files.set(address, bytes);
    expect(await load()).toEqual(published);
    expect(asked).toHaveLength(1);
    expect(storage.files.get(address)).toEqual(published);
  });

  test('that has it altered gives it away, also if there is no other', async () => {
    const { load, storage } = setUp([new TypeError('offline')]);
    storage.files.set(address, altered);
    await expect(load()).rejects.toMatchObject({ code: 'unreachable' });
    expect(storage.files.size).toBe(0);
  });

  test.each([
    ['denied', (storage: FakeStorage) => (storage.denied = true)],
    ['full', (storage: FakeStorage) => (storage.room = 500)],
  ])('that is %s costs a fetch at each visit, and nothing else', async (_, break_) => {
    const { load, storage, asked } = setUp([whole(), whole()]);
    break_(storage);
    expect(await load()).toEqual(published);
    expect(await load()).toEqual(published);
    expect(asked).toHaveLength(2);
    expect(storage.files.size).toBe(0);
  });

  test('is not there over plain HTTP: then files are fetched', async () => {
    const cache = createFileCache(undefined, { base, current: [address] });
    const { load, asked } = setUp([whole(), whole()], { cache });
    await load();
    expect(await load()).toEqual(published);
    expect(asked).toHaveLength(2);
  });

  test('forgets old versions, which make room, and nothing of anybody else', async () => {
    const { load, storage } = setUp([whole()]);
    const others = ['https://example.org/other/x?v=1', `${base}models/reader/card.json?v=1`];
    const old = `${base}models/reader/weights.safetensors?v=6`;
    for (const one of [...others, old]) storage.files.set(one, published);
    storage.room = 2000;
    await load();
    expect([...storage.files.keys()]).toEqual([others[0], address]);
  });
});
