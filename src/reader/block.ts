import { hashSeed } from '../model/random.ts';
import { readEvent, readEvents, type ReaderEvent } from './event.ts';

const VERSION = 1;

/**
 * Many entries as one row. A database reads a few long rows in a tenth of the time of many short
 * ones. The sum says that the text is still the one that was written, of entries that had been read
 * with the schema before: so they need not be read with it again.
 */
export interface Block {
  readonly id: string;
  /** The version of this format; an entry has its own. */
  readonly v: number;
  readonly text: string;
  readonly sum: number;
}

export function packBlock(id: string, events: readonly ReaderEvent[]): Block {
  const text = JSON.stringify(events);
  return { id, v: VERSION, text, sum: hashSeed(0, text) };
}

/** What a row of blocks holds. */
export interface Unpacked {
  readonly events: readonly ReaderEvent[];
  /** Whether it is as it was written. If not, the entries are those that could be saved. */
  readonly whole: boolean;
}

export function unpackBlock(row: unknown): Unpacked {
  const { v, text, sum } = (row ?? {}) as Partial<Record<keyof Block, unknown>>;
  if (typeof text !== 'string') return { events: [], whole: false };
  if (v === VERSION && sum === hashSeed(0, text)) {
    return { events: JSON.parse(text) as readonly ReaderEvent[], whole: true };
  }
  return { events: saveEntries(text), whole: false };
}

/** The entries in a text that was damaged: all, or those that stand whole between the damage. */
function saveEntries(text: string): readonly ReaderEvent[] {
  const list = parse(text);
  if (Array.isArray(list)) return readEvents(list).events;
  return text.split(/(?<=\}),(?=\{"v":)/).flatMap((piece) => {
    const event = readEvent(parse(piece.replace(/^\[/, '').replace(/\]$/, '')));
    return event ? [event] : [];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
