import { expect, test } from 'vitest';
import { createRandom } from '../../../src/model/random.ts';
import { packBlock } from '../../../src/reader/block.ts';
import { ReaderLog, type Channel, type World } from '../../../src/reader/log.ts';
import { memoryStore } from '../../../src/reader/memory-store.ts';
import type { Store } from '../../../src/reader/store.ts';
import { answered, event, idMaker, START } from './support.ts';

const newId = idMaker(createRandom(3));
const silent: Channel = { tell: () => undefined, hear: () => undefined };

function world(store: Store | Error, given: Partial<World> = {}): World {
  const open = () => (store instanceof Error ? Promise.reject(store) : Promise.resolve(store));
  return { open, channel: silent, now: () => START, newId, ...given };
}

/** A store with room for a number of entries. */
function smallStore(room: () => number): Store {
  const inner = memoryStore(newId());
  const guard = async (more: number) => {
    if ((await inner.read()).rows.length + more > room()) throw new Error('QuotaExceededError');
  };
  return {
    ...inner,
    append: async (draft) => {
      await guard(1);
      return inner.append(draft);
    },
    put: async (events) => {
      await guard(events.length);
      return inner.put(events);
    },
  };
}

test('an entry is kept, numbered, and there after the next opening', async () => {
  const store = memoryStore(newId());
  const log = await ReaderLog.open(world(store));
  const first = await log.append(answered('a/b'));
  const second = await log.append(answered('a/c'));
  expect([first.n, second.n]).toEqual([0, 1]);
  expect(log.keeping).toEqual({ kind: 'kept' });
  const again = await ReaderLog.open(world(store));
  expect([...again.events]).toEqual([first, second]);
});

test('storage denied: it goes on in memory and says so', async () => {
  const log = await ReaderLog.open(world(new Error('denied')));
  await log.append(answered('a/b'));
  expect(log.keeping).toEqual({ kind: 'denied' });
  expect(log.size).toBe(1);
  expect(await log.merge([event(START, answered('a/c'))])).toBe(1);
  expect(log.keeping).toEqual({ kind: 'denied' });
});

test('storage that opens and cannot be read counts as denied', async () => {
  const broken = { ...memoryStore(newId()), read: () => Promise.reject(new Error('broken')) };
  const log = await ReaderLog.open(world(broken));
  expect(log.keeping).toEqual({ kind: 'denied' });
});

test('storage full: nothing is lost, it is said, and kept as soon as there is room', async () => {
  let room = 1;
  const store = smallStore(() => room);
  const log = await ReaderLog.open(world(store));
  await log.append(answered('a/b'));
  await log.append(answered('a/c'));
  await log.append(answered('a/d'));
  expect(log.keeping).toEqual({ kind: 'full', waiting: 2 });
  expect(log.size).toBe(3);
  room = 9;
  await log.append(answered('a/e'));
  expect(log.keeping).toEqual({ kind: 'kept' });
  expect((await store.read()).rows).toHaveLength(4);
});

test('rows that are no entries are set aside, and go when the reader says so', async () => {
  const rows = new Map<string, unknown>([['x', { id: 'x', kind: 'answered' }]]);
  const store: Store = {
    ...memoryStore(newId()),
    read: () =>
      Promise.resolve({ rows: [...rows.values(), event(START, answered('a/b'))], blocks: [] }),
    remove: (gone) => {
      for (const row of gone) rows.delete((row as { id: string }).id);
      return Promise.resolve();
    },
  };
  const log = await ReaderLog.open(world(store));
  expect(log.aside).toEqual([{ id: 'x', kind: 'answered' }]);
  expect(log.size).toBe(1);
  expect(rows.size).toBe(1);
  await log.dropAside();
  expect(log.aside).toEqual([]);
  expect(rows.size).toBe(0);
});

test('a page hears of the entries of another, and of nothing else', async () => {
  let say: (rows: readonly unknown[]) => void = () => undefined;
  const channel: Channel = { tell: () => undefined, hear: (listener) => (say = listener) };
  const log = await ReaderLog.open(world(memoryStore(newId()), { channel }));
  let changes = 0;
  const stop = log.subscribe(() => (changes += 1));
  say([event(START, answered('a/b')), { kind: 'rubbish' }]);
  expect([log.size, changes]).toEqual([1, 1]);
  stop();
  say([event(START, answered('a/c'))]);
  expect([log.size, changes]).toEqual([2, 1]);
});

test('a page tells the others what it wrote and what it took in', async () => {
  const told: string[] = [];
  const channel: Channel = {
    ...silent,
    tell: (events) => told.push(...events.map(({ id }) => id)),
  };
  const log = await ReaderLog.open(world(memoryStore(newId()), { channel }));
  const own = await log.append(answered('a/b'));
  const other = event(START, answered('a/c'));
  expect(await log.merge([other, other, own])).toBe(1);
  expect(told).toEqual([own.id, other.id]);
});

test('what nobody could read again is not written', async () => {
  const log = await ReaderLog.open(world(memoryStore(newId())));
  await expect(log.append(answered('../b'))).rejects.toThrow('ReaderLog.append: wanted an event');
  expect(log.size).toBe(0);
});

function storeOf(
  rows: readonly unknown[],
  blocks: readonly unknown[],
): Store & { readonly done: string[] } {
  const done: string[] = [];
  const note = (what: string) => (some: readonly unknown[]) => {
    done.push(`${what} ${some.length}`);
    return Promise.resolve();
  };
  return {
    ...memoryStore(newId()),
    done,
    read: () => Promise.resolve({ rows, blocks }),
    pack: note('pack'),
    put: note('put'),
    remove: note('remove'),
  };
}

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => event(START + i, answered('a/b')));

test('many rows are packed into a block, few are not', async () => {
  for (const [count, done] of [
    [500, ['pack 500']],
    [499, []],
  ] as const) {
    const store = storeOf(many(count), []);
    expect((await ReaderLog.open(world(store))).size).toBe(count);
    expect(store.done).toEqual(done);
  }
});

test('a block holds what was put into it; events that are there twice count once', async () => {
  const events = many(20);
  const log = await ReaderLog.open(
    world(storeOf(events.slice(0, 3), [packBlock(newId(), events)])),
  );
  expect([...log.events].toSorted((a, b) => a.n - b.n)).toEqual(events);
  expect(log.aside).toEqual([]);
});

test.each([
  ['a changed letter', (text: string) => text.replace('"right":0', '"right":7'), 19],
  ['a lost end', (text: string) => text.slice(0, -30), 19],
  ['a hole', (text: string) => text.replace(/"kind":"answered","question"/, '"ki'), 19],
  ['nothing left', () => '', 0],
])(
  'a damaged block (%s) is set aside, and what is whole in it is saved',
  async (_, damage, left) => {
    const block = packBlock(newId(), many(20));
    const damaged = { ...block, text: damage(block.text) };
    const store = storeOf([], [damaged]);
    const log = await ReaderLog.open(world(store));
    expect(log.size).toBe(left);
    expect(log.aside).toEqual([damaged]);
    await log.dropAside();
    expect(store.done).toEqual([`put ${left}`, 'remove 1']);
  },
);
