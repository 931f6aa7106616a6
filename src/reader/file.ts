import { readEvents, type ReaderEvent } from './event.ts';
import { mergeEvents } from './merge.ts';
import { inOrder } from './order.ts';

/** docs/reader-data.md describes the file. */
const FORMAT = 'from-attention-to-sora/reader';
const VERSION = 1;

/** A longer file is not read: 20,000 entries are about 6 million characters. */
const MOST_CHARACTERS = 100_000_000;

/** Why a file is not read. */
export type FileProblem =
  | { readonly kind: 'too-long'; readonly most: number; readonly got: number }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'not-ours' }
  | { readonly kind: 'version'; readonly wanted: number; readonly got: string };

/** What a file holds: the entries, and what is none. */
export type FileContent =
  | {
      readonly ok: true;
      readonly events: readonly ReaderEvent[];
      readonly aside: readonly unknown[];
    }
  | { readonly ok: false; readonly problem: FileProblem };

/** All entries as a file: JSON, one entry a line, in their order. */
export function writeFile(events: Iterable<ReaderEvent>, exported: number): string {
  const lines = inOrder(events).map((event) => JSON.stringify(event));
  const head = `"format":"${FORMAT}","version":${VERSION},"exported":${exported}`;
  return `{${head},"events":[\n${lines.join(',\n')}\n]}\n`;
}

/** Reads a file with suspicion: anything may stand in it. */
export function readFile(text: string): FileContent {
  const got = text.length;
  if (got > MOST_CHARACTERS) return fail({ kind: 'too-long', most: MOST_CHARACTERS, got });
  const content = parse(text);
  if (content === undefined) return fail({ kind: 'not-json' });
  if (!isObject(content) || content.format !== FORMAT || !Array.isArray(content.events)) {
    return fail({ kind: 'not-ours' });
  }
  if (content.version !== VERSION) {
    return fail({ kind: 'version', wanted: VERSION, got: say(content.version) });
  }
  const { events, aside } = readEvents(content.events);
  return { ok: true, events: [...mergeEvents(events).values()], aside };
}

function fail(problem: FileProblem): FileContent {
  return { ok: false, problem };
}

/** Nothing if the text is no JSON; JSON has no `undefined`. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** A value of a stranger, short enough for an error message. */
function say(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value).slice(0, 40);
}
