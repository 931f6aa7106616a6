import type { Draft, ReaderEvent } from './event.ts';

/** What a store holds, whatever it is. */
export interface Kept {
  /** Of one entry each. */
  readonly rows: readonly unknown[];
  /** Of many entries each: `block.ts`. */
  readonly blocks: readonly unknown[];
}

/** Where entries are kept. Every function may reject: a browser may deny, or run out of room. */
export interface Store {
  readonly read: () => Promise<Kept>;
  /** Gives an entry its place in the log and keeps it, both or none. */
  readonly append: (draft: Draft) => Promise<ReaderEvent>;
  /** Keeps entries that have a place already; one with the same id gives way. */
  readonly put: (events: readonly ReaderEvent[]) => Promise<void>;
  /** Puts entries that have rows of their own into one block. */
  readonly pack: (events: readonly ReaderEvent[]) => Promise<void>;
  /** Takes rows and blocks out: those that could not be read. */
  readonly remove: (rows: readonly unknown[]) => Promise<void>;
}

/** The entry that a draft becomes, with its keys in the order of the schema. */
export function placeEvent(draft: Draft, log: string, n: number): ReaderEvent {
  const { v, id, at, ...told } = draft;
  // The version fits the kind: `draftEvent` saw to it, and the log reads each entry before it is kept.
  return { v, id, log, n, at, ...told } as ReaderEvent;
}
