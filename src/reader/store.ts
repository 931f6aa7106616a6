import type { Draft, ReaderEvent } from './event.ts';

/** Where entries are kept. Every function may reject: a browser may deny, or run out of room. */
export interface Store {
  /** Everything that is there, whatever it is. */
  readonly read: () => Promise<readonly unknown[]>;
  /** Gives an entry its place in the log and keeps it, both or none. */
  readonly append: (draft: Draft) => Promise<ReaderEvent>;
  /** Keeps entries that have a place already; one with the same id gives way. */
  readonly put: (events: readonly ReaderEvent[]) => Promise<void>;
  /** Takes rows out: those that are no entries. */
  readonly remove: (rows: readonly unknown[]) => Promise<void>;
}

/** The entry that a draft becomes, with its keys in the order of the schema. */
export function placeEvent(draft: Draft, log: string, n: number): ReaderEvent {
  const { v, id, at, ...told } = draft;
  return { v, id, log, n, at, ...told };
}
