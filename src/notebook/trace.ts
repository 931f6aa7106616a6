import type { Program } from './program.ts';
import type { Place } from './protocol.ts';

/**
 * Finds where in the reader's code an error came from: the innermost frame of the stack that
 * lies in it. Chromium, Firefox and Safari all end a frame with `:line:column`.
 */
export function placeOf(stack: string, program: Program): Place | undefined {
  for (const frame of stack.split('\n')) {
    const match = /:(\d+):(\d+)\)?\s*$/.exec(frame);
    const place = match && program.place(Number(match[1]), Number(match[2]));
    if (place) return place;
  }
  return undefined;
}
