import type { Prepared } from '../program.ts';
import type { Program } from '../judge/session.ts';
import { prepareDefinitions } from '../typescript/prepare.ts';

/**
 * The body of an async function that runs a program and gives what is to be called: the entry, or
 * the function `call` that stands behind the reader's code. The reader's lines come first and stay
 * where they are.
 *
 * @throws CodeProblem where the code cannot be run.
 */
export function bodyOf({ code, entry, call }: Program): Prepared {
  const { code: own, ...rest } = prepareDefinitions(code);
  const behind = call === undefined ? '' : prepareDefinitions(call).code;
  const end = [
    `if (typeof ${entry} === 'undefined') throw new ReferenceError('${entry} is not defined.');`,
    `return ${call === undefined ? entry : 'call'};`,
  ];
  return { code: [own, ';', behind, ';', ...end].join('\n'), ...rest };
}
