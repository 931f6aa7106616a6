import type { Program } from '../judge/session.ts';
import { RUNTIME_NAME, countLines, type Program as Script } from '../program.ts';
import { bodyOf } from './body.ts';

/**
 * Puts the runtime and some programs into one classic script. Each is the body of a function of
 * its own. Lines are told of the first program: a reader's code is alone in its script.
 *
 * @throws CodeProblem where a program cannot be run.
 */
export function scriptOf(runtime: string, programs: readonly Program[]): Script {
  const parts = programs.map((program) => ({ head: headOf(program), ...bodyOf(program) }));
  const start = `${runtime}\n;${RUNTIME_NAME}([\n`;
  const before = countLines(start + (parts[0]?.head ?? ''));
  const lines = countLines(programs[0]?.code ?? '') + 1;
  return {
    text: `${start}${parts.map(({ head, code }) => `${head}${code}\n} },\n`).join('')}]);\n`,
    place: (line, column) => {
      const own = line - before;
      return own >= 1 && own <= lines ? { line: own, column } : undefined;
    },
  };
}

function headOf({ given, without }: Program): string {
  const names = (list: readonly string[] | undefined): string =>
    list === undefined ? 'undefined' : JSON.stringify(list);
  const make = `make: (tf, model) => async function () { 'use strict';\n`;
  return `{ given: ${names(given)}, without: ${names(without)}, ${make}`;
}
