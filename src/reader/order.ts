import type { ReaderEvent } from './event.ts';

interface Placed {
  readonly event: ReaderEvent;
  /** The latest time in its log so far. */
  readonly latest: number;
}

/**
 * Entries in the order in which things happened, as well as it can be known. In a log the number
 * says it, also when the clock went back. Between logs the clock says it, where an entry counts as
 * no earlier than those before it. The order depends on the set of entries alone.
 */
export function inOrder(events: Iterable<ReaderEvent>): readonly ReaderEvent[] {
  const logs = Map.groupBy(events, ({ log }) => log);
  return [...logs.values()]
    .flatMap(placeAll)
    .sort(compare)
    .map(({ event }) => event);
}

function placeAll(log: readonly ReaderEvent[]): Placed[] {
  let latest = 0;
  return log
    .toSorted((a, b) => a.n - b.n || compareText(a.id, b.id))
    .map((event) => ({ event, latest: (latest = Math.max(latest, event.at)) }));
}

function compare({ event: a, latest: at }: Placed, { event: b, latest: bt }: Placed): number {
  return at - bt || compareText(a.log, b.log) || a.n - b.n || compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
