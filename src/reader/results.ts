import type { ReaderEvent } from './event.ts';
import { inOrder } from './order.ts';

/** How a question was last answered. */
export interface Result {
  /** How much was right, from 0 to 1. */
  readonly right: number;
  readonly at: number;
}

/** The last answer to each question that was answered, by its id. Needs no FSRS. */
export function lastResults(events: Iterable<ReaderEvent>): ReadonlyMap<string, Result> {
  const results = new Map<string, Result>();
  for (const event of inOrder(events)) {
    if (event.kind === 'answered') results.set(event.question, event);
  }
  return results;
}

/** The reader's last version of each cell that ran, by the cell's id. */
export function lastCodes(events: Iterable<ReaderEvent>): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const event of inOrder(events)) {
    if (event.kind === 'cell') codes.set(event.cell, event.code);
  }
  return codes;
}
