import type { ReaderEvent } from './event.ts';

/**
 * All entries of some logs, each once. Which logs come first, and how often, makes no difference:
 * should two entries claim one id, the one whose JSON sorts first stays.
 */
export function mergeEvents(
  ...logs: readonly Iterable<ReaderEvent>[]
): ReadonlyMap<string, ReaderEvent> {
  const merged = new Map<string, ReaderEvent>();
  for (const log of logs) {
    for (const event of log) {
      const there = merged.get(event.id);
      if (!there || comesFirst(event, there)) merged.set(event.id, event);
    }
  }
  return merged;
}

/** Entries have their keys in the order of the schema, so equal ones have equal JSON. */
function comesFirst(a: ReaderEvent, b: ReaderEvent): boolean {
  return a !== b && JSON.stringify(a) < JSON.stringify(b);
}
