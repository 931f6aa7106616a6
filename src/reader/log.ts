import {
  draftEvent,
  readEvent,
  readEvents,
  type Draft,
  type ReaderEvent,
  type Told,
} from './event.ts';
import { unpackBlock } from './block.ts';
import { memoryStore } from './memory-store.ts';
import { mergeEvents } from './merge.ts';
import { placeEvent, type Store } from './store.ts';

/** With so many rows of their own, entries are packed into a block. */
const PACK_FROM = 500;

/** How well the entries are kept. */
export type Keeping =
  /** In the browser. */
  | { readonly kind: 'kept' }
  /** The browser lets nothing be kept: they last as long as the page. */
  | { readonly kind: 'denied' }
  /** The browser has no room left: some wait in the page until there is. */
  | { readonly kind: 'full'; readonly waiting: number };

/** Other pages of the course that are open at the same time. */
export interface Channel {
  readonly tell: (events: readonly ReaderEvent[]) => void;
  /** What others tell: anything, for a page of another version may be among them. */
  readonly hear: (listener: (rows: readonly unknown[]) => void) => void;
}

/** What a log needs of the world. */
export interface World {
  /** Rejects where the browser lets nothing be kept. */
  readonly open: () => Promise<Store>;
  readonly channel: Channel;
  /** Now, in milliseconds since 1970. */
  readonly now: () => number;
  /** A new random id. */
  readonly newId: () => string;
}

/**
 * The log of a reader, as one page sees it: all entries in memory, each of them kept as it comes.
 * Whatever the browser does, no entry is lost while the page is open.
 */
export class ReaderLog {
  keeping: Keeping = { kind: 'kept' };
  /** Rows of the store that are no entries. They stay where they are until the reader says so. */
  aside: readonly unknown[] = [];
  #events: ReadonlyMap<string, ReaderEvent> = new Map();
  /** Entries that were saved from damaged blocks. */
  #saved: readonly ReaderEvent[] = [];
  /** Entries for which the browser had no room. */
  #waiting: readonly ReaderEvent[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #world: World;
  /** A log of this page alone, for what the browser does not keep. */
  readonly #spare: Store;
  #store: Store;

  private constructor(world: World) {
    this.#world = world;
    this.#spare = memoryStore(world.newId());
    this.#store = this.#spare;
  }

  /** Opens the reader's log. Where nothing can be kept it goes on in memory, and says so. */
  static async open(world: World): Promise<ReaderLog> {
    const log = new ReaderLog(world);
    // Listening comes first, or an entry that is written meanwhile would be missed.
    world.channel.hear((rows) => log.#take(readEvents(rows).events));
    try {
      const store = await world.open();
      const { rows, blocks } = await store.read();
      log.#store = store;
      log.#open(rows, blocks);
    } catch {
      log.keeping = { kind: 'denied' };
    }
    return log;
  }

  get events(): Iterable<ReaderEvent> {
    return this.#events.values();
  }

  get size(): number {
    return this.#events.size;
  }

  /**
   * Writes down what happened just now.
   *
   * @throws TypeError if it is none of the events of `event.ts`: nobody could read it again.
   */
  async append(told: Told): Promise<ReaderEvent> {
    const { now, newId } = this.#world;
    const draft = draftEvent(told, newId(), now());
    checkDraft(draft);
    const event = await this.#store.append(draft).catch(() => undefined);
    if (event) await this.#keepWaiting();
    return event ? this.#tell(event) : this.#hold(draft);
  }

  /**
   * Takes in entries from a file.
   *
   * @returns how many of them are new
   */
  async merge(events: readonly ReaderEvent[]): Promise<number> {
    const before = this.#events.size;
    const merged = mergeEvents(this.#events.values(), events);
    const changed = events.filter(({ id }) => merged.get(id) !== this.#events.get(id));
    const added = [...new Set(changed.map(({ id }) => id))].flatMap((id) => merged.get(id) ?? []);
    this.#waiting = [...this.#waiting, ...added];
    this.#take(added);
    await this.#keepWaiting();
    this.#world.channel.tell(added);
    return this.#events.size - before;
  }

  /** Takes what could not be read out of the store. What could be saved of a block stays. */
  async dropAside(): Promise<void> {
    try {
      await this.#store.put(this.#saved);
      await this.#store.remove(this.aside);
      [this.#saved, this.aside] = [[], []];
    } catch {
      // No room, or no storage any more: they stay, and so does what is said of them.
    }
    this.#announce();
  }

  /** Calls after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #open(rows: readonly unknown[], blocks: readonly unknown[]): void {
    const { events, aside } = readEvents(rows);
    const unpacked = blocks.map((row) => ({ row, ...unpackBlock(row) }));
    const damaged = unpacked.filter(({ whole }) => !whole);
    this.aside = [...aside, ...damaged.map(({ row }) => row)];
    this.#saved = damaged.flatMap((block) => block.events);
    this.#take([...unpacked.flatMap((block) => block.events), ...events]);
    // Nobody waits for it, and nothing is lost if it fails.
    if (events.length >= PACK_FROM) this.#store.pack(events).catch(() => undefined);
  }

  #take(events: readonly ReaderEvent[]): void {
    if (events.length === 0) return;
    this.#events = mergeEvents(this.#events.values(), events);
    this.#announce();
  }

  #tell(event: ReaderEvent): ReaderEvent {
    this.#take([event]);
    this.#world.channel.tell([event]);
    return event;
  }

  /** An entry that the browser did not keep, in a log of this page. */
  async #hold(draft: Draft): Promise<ReaderEvent> {
    const event = await this.#spare.append(draft);
    this.#waiting = [...this.#waiting, event];
    this.#sayKeeping();
    return this.#tell(event);
  }

  /** Tries to keep what had to wait. */
  async #keepWaiting(): Promise<void> {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    const kept = await this.#store.put(waiting).then(
      () => true,
      () => false,
    );
    if (kept) this.#waiting = this.#waiting.filter((event) => !waiting.includes(event));
    this.#sayKeeping();
  }

  #sayKeeping(): void {
    if (this.keeping.kind === 'denied') return;
    const waiting = this.#waiting.length;
    this.keeping = waiting > 0 ? { kind: 'full', waiting } : { kind: 'kept' };
    this.#announce();
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}

function checkDraft(draft: Draft): void {
  if (readEvent(placeEvent(draft, draft.id, 0))) return;
  throw new TypeError(`ReaderLog.append: wanted an event, got ${JSON.stringify(draft)}`);
}
