import { LIMITS } from '../limits.ts';
import { VALUE_NAME, type Prepared } from '../program.ts';
import { blankTypes } from './blank.ts';
import { nodesOf, type Node } from './node.ts';
import { mask, parseJavaScript, parseTypeScript } from './parse.ts';
import { CodeProblem, placeAt } from './problem.ts';
import { rejectUnsupported } from './reject.ts';

const KEEP = `${VALUE_NAME}=`;

/**
 * Makes a cell's TypeScript ready to run: types become spaces, and the value of the last
 * expression is kept. Throws a {@link CodeProblem} where the code cannot be run.
 */
export function prepare(source: string): Prepared {
  return guarded(source, keepLast);
}

/** As {@link prepare}, for code that only defines: no value is returned, more code may follow. */
export function prepareDefinitions(source: string): Prepared {
  return guarded(source, (_source, code) => {
    parseBlanked(source, code);
    return { code };
  });
}

type Finish = (source: string, code: string) => Prepared;

function guarded(source: string, finish: Finish): Prepared {
  try {
    return read(source, finish);
  } catch (error) {
    // The parser and the walks below it go as deep as the code does.
    if (error instanceof RangeError) throw new CodeProblem('too-deep', source, 0, error.message);
    throw error;
  }
}

function read(source: string, finish: Finish): Prepared {
  if (source.length > LIMITS.codeCharacters) {
    throw new CodeProblem('too-long', source, 0, String(source.length));
  }
  const code = blankHashbang(source);
  const tree = parseTypeScript(code);
  rejectUnsupported(tree.root, code);
  return finish(code, blankTypes(code, tree));
}

function keepLast(source: string, code: string): Prepared {
  const last = nodesOf(parseBlanked(source, code)['body']).findLast(
    ({ type }) => type !== 'EmptyStatement',
  );
  const [expression] = last?.type === 'ExpressionStatement' ? nodesOf(last['expression']) : [];
  if (!last || !expression) return { code };
  const at = isSequence(expression) ? startOfLast(expression) : last.start;
  const inserted = { ...placeAt(code, at), length: KEEP.length };
  return { code: code.slice(0, at) + KEEP + code.slice(at), inserted };
}

/** `a, b`: an assignment in front of it would take `a`. */
function isSequence({ type }: Node): boolean {
  return type === 'SequenceExpression';
}

function startOfLast(sequence: Node): number {
  const last = nodesOf(sequence['expressions']).at(-1) ?? sequence;
  return isSequence(last) && last !== sequence ? startOfLast(last) : last.start;
}

/** Reads the result once more: the browser gives no line for a syntax error in a worker. */
function parseBlanked(source: string, code: string): ReturnType<typeof parseJavaScript> {
  try {
    return parseJavaScript(code);
  } catch (error) {
    if (!(error instanceof CodeProblem)) throw error;
    // The TypeScript was valid, so a type broke the line where JavaScript allows no break.
    const { line } = error.place;
    const text = source.split('\n')[line - 1] ?? '';
    throw new CodeProblem('split-type', source, source.indexOf(text), text.trim().slice(0, 60));
  }
}

function blankHashbang(source: string): string {
  const end = source.startsWith('#!') ? source.search(/\n|$/) : 0;
  return mask(source, [[0, end]]);
}
