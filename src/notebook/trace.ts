import type { Place } from './protocol.ts';

/** Finds the reader's line behind a line and column of a script. */
interface Script<Where extends Place> {
  readonly place: (line: number, column: number) => Where | undefined;
}

/**
 * Finds where in the reader's code an error came from: the innermost frame of the stack that
 * lies in it. Chromium, Firefox and Safari all end a frame with `:line:column`.
 */
export function placeOf<Where extends Place>(
  stack: string,
  script: Script<Where>,
): Where | undefined {
  for (const frame of stack.split('\n')) {
    const match = /:(\d+):(\d+)\)?\s*$/.exec(frame);
    const place = match && script.place(Number(match[1]), Number(match[2]));
    if (place) return place;
  }
  return undefined;
}
