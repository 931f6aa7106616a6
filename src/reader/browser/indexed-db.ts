import { packBlock } from '../block.ts';
import type { Draft, ReaderEvent } from '../event.ts';
import { placeEvent, type Kept, type Store } from '../store.ts';

/**
 * The reader's log in IndexedDB: docs/reader-data.md.
 *
 * `events` holds entries by id, `blocks` older ones, many in a row, and `log` the id of this browser's log and the number of its next
 * entry. Both change in one transaction, so that two tabs never give out the same number.
 */
const NAME = 'from-attention-to-sora';
const VERSION = 1;
const EVENTS = 'events';
const BLOCKS = 'blocks';
const LOG = 'log';
const KEY = 'own';

interface Log {
  readonly id: string;
  readonly next: number;
}

/**
 * Opens the database.
 *
 * @throws DOMException where the browser denies it, or a newer version of the course has been here.
 */
export async function openIndexedDb(newId: () => string): Promise<Store> {
  let open: Promise<IDBDatabase> | undefined;
  const connect = async () => {
    const database = await (open ??= openDatabase());
    // A newer version in another tab waits until this one lets go.
    const letGo = () => {
      database.close();
      open = undefined;
    };
    database.onversionchange = letGo;
    database.onclose = letGo;
    return database;
  };
  await connect();
  return {
    read: async () => read(await connect()),
    append: async (draft) => append(await connect(), draft, newId),
    put: async (events) => put(await connect(), events),
    pack: async (events) => pack(await connect(), newId(), events),
    remove: async (rows) => remove(await connect(), rows),
  };
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(EVENTS, { keyPath: 'id' });
    request.result.createObjectStore(BLOCKS, { keyPath: 'id' });
    request.result.createObjectStore(LOG);
  };
  return promise(request);
}

async function read(database: IDBDatabase): Promise<Kept> {
  const transaction = database.transaction([EVENTS, BLOCKS]);
  const [rows, blocks] = await Promise.all(
    [EVENTS, BLOCKS].map((name) => promise(transaction.objectStore(name).getAll())),
  );
  return { rows: rows ?? [], blocks: blocks ?? [] };
}

/** Rows give way to a block in one transaction. Another tab may have packed some of them already. */
async function pack(
  database: IDBDatabase,
  id: string,
  events: readonly ReaderEvent[],
): Promise<void> {
  const transaction = database.transaction([EVENTS, BLOCKS], 'readwrite');
  const ended = endOf(transaction);
  const rows = transaction.objectStore(EVENTS);
  const there = new Set<unknown>(await promise(rows.getAllKeys()));
  const packed = events.filter((event) => there.has(event.id));
  for (const event of packed) rows.delete(event.id);
  if (packed.length > 0) transaction.objectStore(BLOCKS).put(packBlock(id, packed));
  await ended;
}

async function append(
  database: IDBDatabase,
  draft: Draft,
  newId: () => string,
): Promise<ReaderEvent> {
  const transaction = database.transaction([EVENTS, LOG], 'readwrite');
  const ended = endOf(transaction);
  const log = transaction.objectStore(LOG);
  const { id, next } = readLog(await promise(log.get(KEY))) ?? { id: newId(), next: 0 };
  const event = placeEvent(draft, id, next);
  log.put({ id, next: next + 1 } satisfies Log, KEY);
  transaction.objectStore(EVENTS).add(event);
  await ended;
  return event;
}

async function put(database: IDBDatabase, events: readonly ReaderEvent[]): Promise<void> {
  const transaction = database.transaction(EVENTS, 'readwrite');
  const ended = endOf(transaction);
  const store = transaction.objectStore(EVENTS);
  for (const event of events) store.put(event);
  await ended;
}

async function remove(database: IDBDatabase, rows: readonly unknown[]): Promise<void> {
  const transaction = database.transaction([EVENTS, BLOCKS], 'readwrite');
  const ended = endOf(transaction);
  for (const row of rows) {
    // Both stores go by `id`: the database has no row without one.
    const { id } = row as { readonly id: IDBValidKey };
    for (const name of [EVENTS, BLOCKS]) transaction.objectStore(name).delete(id);
  }
  await ended;
}

/** The own log; nothing if there is none yet, or if it was damaged: then a new one begins. */
function readLog(row: unknown): Log | undefined {
  const { id, next } = (row ?? {}) as Partial<Record<keyof Log, unknown>>;
  return typeof id === 'string' && Number.isSafeInteger(next)
    ? { id, next: next as number }
    : undefined;
}

function promise<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });
}

/** Waits until a transaction is written. A full disk aborts it. */
function endOf(transaction: IDBTransaction): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => {
    const fail = () => reject(transaction.error ?? new Error('IndexedDB gave up'));
    transaction.oncomplete = () => resolve();
    transaction.onabort = fail;
    transaction.onerror = fail;
  });
  // Whoever awaits it hears of a failure; before that it is no news.
  ended.catch(() => undefined);
  return ended;
}
