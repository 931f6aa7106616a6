import type { Place } from './protocol.ts';

/** Reader code made ready to run: plain JavaScript, in the reader's own lines and columns. */
export interface Prepared {
  readonly code: string;
  /** Characters that were inserted, if any: columns behind them are moved back. */
  readonly inserted?: Place & { readonly length: number };
}

/** A script for the worker that knows the reader's lines in it. */
export interface Program {
  readonly text: string;
  /** Finds the reader's line behind a line and column of `text`. */
  readonly place: (line: number, column: number) => Place | undefined;
}

/** A position in one of the cells of a chain; `step` counts from 0. */
export interface StepPlace extends Place {
  readonly step: number;
}

/** The script of a chain of cells. */
export interface ChainProgram extends Program {
  readonly place: (line: number, column: number) => StepPlace | undefined;
}

/** The name under which the runtime's script puts its one function. */
export const RUNTIME_NAME = '__cell';

/** The name under which a cell keeps the value of its last expression. */
export const VALUE_NAME = '__value';

const OPEN = `async function () { 'use strict'; let ${VALUE_NAME};\n`;

/**
 * Puts the runtime and the cells of a lesson into one classic script.
 *
 * Each cell is the body of an async function, so that it may `await`, and the function of the next
 * cell stands inside that of the cell before. So a cell sees what those above it define, by the
 * rules of the language itself, and may use a name again. A cell ends by handing out its value and
 * the next function; the runtime calls that when the page asks for it.
 */
export function compose(runtime: string, steps: readonly Prepared[]): ChainProgram {
  let text = `${runtime}\n;${RUNTIME_NAME}(`;
  const starts: number[] = [];
  for (const [step, { code }] of steps.entries()) {
    text += step === 0 ? OPEN : `\n;return [${VALUE_NAME}, ${OPEN}`;
    starts.push(countLines(text));
    text += code;
  }
  text += `\n;return [${VALUE_NAME}];\n${'}];'.repeat(Math.max(0, steps.length - 1))}});\n`;
  return { text, place: (line, column) => locate(steps, starts, line, column) };
}

/** How many lines end in a text. */
export function countLines(text: string): number {
  // The line ends that JavaScript counts: CR LF is one.
  return text.match(/\r\n|[\n\r\u2028\u2029]/g)?.length ?? 0;
}

function locate(
  steps: readonly Prepared[],
  starts: readonly number[],
  line: number,
  column: number,
): StepPlace | undefined {
  const step = starts.findLastIndex((before) => line > before);
  const [prepared, before] = [steps[step], starts[step]];
  if (!prepared || before === undefined) return undefined;
  const own = line - before;
  if (own > countLines(prepared.code) + 1) return undefined;
  return { step, line: own, column: moveBack(own, column, prepared.inserted) };
}

function moveBack(line: number, column: number, inserted: Prepared['inserted']): number {
  if (inserted?.line !== line || column <= inserted.column) return column;
  return Math.max(inserted.column, column - inserted.length);
}
