import { tsPlugin } from '@sveltejs/acorn-typescript';
import { Parser, type Options } from 'acorn';
import { CodeProblem } from './problem.ts';
import { isNode, type Node } from './node.ts';

export interface Tree {
  readonly root: Node;
  /** The code with its comments blanked: what is found in it by searching is code. */
  readonly masked: string;
}

type OnComment = NonNullable<Options['onComment']>;

const TypeScript = Parser.extend(tsPlugin());

/** Parses TypeScript, as a module: strict, with `await` at the top. */
export function parseTypeScript(code: string): Tree {
  const comments: (readonly [number, number])[] = [];
  const onComment: OnComment = (_block, _text, start, end) => {
    comments.push([start, end]);
  };
  const root = parse(TypeScript, code, onComment);
  return { root, masked: mask(code, comments) };
}

/** Parses JavaScript, the same way. */
export function parseJavaScript(code: string): Node {
  return parse(Parser, code, () => undefined);
}

function parse(parser: typeof Parser, code: string, onComment: OnComment): Node {
  try {
    // `locations` is what the TypeScript plugin needs to work at all.
    const options: Options = { ecmaVersion: 'latest', sourceType: 'module', locations: true };
    const root: unknown = parser.parse(code, { ...options, onComment });
    if (isNode(root)) return root;
  } catch (error) {
    throw asProblem(code, error);
  }
  throw new CodeProblem('syntax', code, 0, 'no tree');
}

/** acorn's errors end with the place in brackets; we tell the place our own way. */
function asProblem(code: string, error: unknown): Error {
  if (!(error instanceof SyntaxError)) throw error;
  const position: unknown = Reflect.get(error, 'pos');
  const message = error.message.replace(/ ?\(\d+:\d+\)$/, '');
  return new CodeProblem('syntax', code, typeof position === 'number' ? position : 0, message);
}

/** Puts spaces over ranges of code. Line ends stay. */
export function mask(code: string, ranges: Iterable<readonly [number, number]>): string {
  const letters = code.split('');
  for (const [start, end] of ranges) {
    for (let at = start; at < end; at += 1) {
      if (!/[\n\r\u2028\u2029]/.test(letters[at] ?? '\n')) letters[at] = ' ';
    }
  }
  return letters.join('');
}
