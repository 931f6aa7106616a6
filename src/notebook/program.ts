import type { Place } from './protocol.ts';

/** Reader code made ready to run: plain JavaScript, in the reader's own lines and columns. */
export interface Prepared {
  readonly code: string;
  /** Characters that were inserted, if any: columns behind them are moved back. */
  readonly inserted?: Place & { readonly length: number };
}

/** The one script that the worker runs. */
export interface Program {
  readonly text: string;
  /** Finds the reader's line behind a line and column of `text`. */
  readonly place: (line: number, column: number) => Place | undefined;
}

/**
 * Puts the runtime and the reader's code into one classic script.
 *
 * The reader's code is the body of an async function, so that it may `await`. The runtime keeps
 * the function and calls it once it has its own things in safety.
 */
export function compose(runtime: string, prepared: Prepared): Program {
  const head = `${runtime}\n;${RUNTIME_NAME}(async function () { 'use strict';\n`;
  const before = countLines(head);
  const lines = countLines(prepared.code) + 1;
  return {
    text: `${head}${prepared.code}\n});\n`,
    place: (line, column) => {
      const own = line - before;
      if (own < 1 || own > lines) return undefined;
      return { line: own, column: moveBack(own, column, prepared.inserted) };
    },
  };
}

/** The name under which the runtime's script puts its one function. */
export const RUNTIME_NAME = '__cell';

/** How many lines end in a text. */
export function countLines(text: string): number {
  // The line ends that JavaScript counts: CR LF is one.
  return text.match(/\r\n|[\n\r\u2028\u2029]/g)?.length ?? 0;
}

function moveBack(line: number, column: number, inserted: Prepared['inserted']): number {
  if (inserted?.line !== line || column <= inserted.column) return column;
  return Math.max(inserted.column, column - inserted.length);
}
