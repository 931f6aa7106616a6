import { childrenOf, isNode, nodesOf, type Node } from '../../src/notebook/typescript/node.ts';
import { parseTypeScript } from '../../src/notebook/typescript/parse.ts';

/** A solution with one small change. */
export interface Mutant {
  /** What changed: `4: tf.div → tf.mul`. Unique within an exercise. */
  readonly name: string;
  readonly code: string;
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

/** Operators and functions that people confuse, in both directions. */
const TWINS: readonly (readonly string[])[] = [
  ['+', '-'],
  ['*', '/'],
  ['<', '<='],
  ['>', '>='],
  ['===', '!=='],
  ['&&', '||'],
  ['**', '*'],
  ['add', 'sub'],
  ['mul', 'div'],
  ['max', 'min'],
  ['maximum', 'minimum'],
  ['sum', 'mean'],
  ['exp', 'square'],
  ['log', 'abs'],
  ['sqrt', 'square'],
  ['sin', 'cos'],
  ['relu', 'abs'],
  ['sigmoid', 'tanh'],
  ['less', 'lessEqual'],
  ['greater', 'greaterEqual'],
  ['equal', 'notEqual'],
  ['zeros', 'ones'],
  ['zerosLike', 'onesLike'],
  ['logicalAnd', 'logicalOr'],
  ['floor', 'ceil'],
];

/** Functions whose two arguments may change places. */
const COMMUTATIVE = new Set([
  ...['add', 'mul', 'maximum', 'minimum', 'squaredDifference'],
  ...['equal', 'notEqual', 'logicalAnd', 'logicalOr'],
]);

/** Every mutant of the code: each differs from it in one place. */
export function mutantsOf(code: string): readonly Mutant[] {
  const { root } = parseTypeScript(code);
  const changes = visit(root, code);
  const mutants = changes.map((change) => apply(code, change));
  const [texts, names] = [new Set([code]), new Map<string, number>()];
  return mutants.flatMap(({ name, code: text }) => {
    if (texts.has(text)) return [];
    texts.add(text);
    const count = (names.get(name) ?? 0) + 1;
    names.set(name, count);
    return [{ name: count === 1 ? name : `${name} (${String(count)})`, code: text }];
  });
}

function apply(code: string, { start, end, put }: Change): Mutant {
  const line = code.slice(0, start).split('\n').length;
  const short = (text: string) => text.replace(/\s+/g, ' ');
  return {
    name: `${String(line)}: ${short(code.slice(start, end))} → ${short(put)}`,
    code: code.slice(0, start) + put + code.slice(end),
  };
}

/** Types are no code: nothing in them is changed. */
function visit(node: Node, code: string): readonly Change[] {
  if (node.type.startsWith('TS') && !node.type.endsWith('Expression')) return [];
  return [...changesOf(node, code), ...childrenOf(node).flatMap((child) => visit(child, code))];
}

function changesOf(node: Node, code: string): readonly Change[] {
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      return operator(node, code);
    case 'Literal':
      return literal(node);
    case 'UnaryExpression':
      return unary(node, code);
    case 'CallExpression':
      return call(node, code);
    case 'ConditionalExpression':
      return [choose(node, 'consequent', code), choose(node, 'alternate', code)];
    case 'ArrayPattern':
      return pattern(node, code);
    default:
      return [];
  }
}

function twinsOf(name: string): readonly string[] {
  return TWINS.filter((pair) => pair.includes(name)).flatMap((pair) =>
    pair.filter((other) => other !== name),
  );
}

function operator(node: Node, code: string): readonly Change[] {
  const [left, right] = [field(node, 'left'), field(node, 'right')];
  const text = String(node['operator']);
  const start = code.indexOf(text, left.end);
  return [
    ...twinsOf(text).map((put) => ({ start, end: start + text.length, put })),
    replaceBy(node, left, code),
    replaceBy(node, right, code),
  ];
}

/** A number one more and one less, `true` for `false`. */
function literal({ start, end, value }: Node): readonly Change[] {
  if (typeof value === 'boolean') return [{ start, end, put: String(!value) }];
  if (typeof value !== 'number') return [];
  return otherNumbers(value).map((other) => ({
    start,
    end,
    put: other < 0 ? `(${String(other)})` : String(other),
  }));
}

/** Neighbors of a count. A number that only has to be large gets small, and turns its sign. */
function otherNumbers(value: number): readonly number[] {
  if (Math.abs(value) > 100_000) return [1, -value];
  return Number.isInteger(value) ? [value + 1, value - 1] : [value * 2, value / 2];
}

function unary(node: Node, code: string): readonly Change[] {
  const kept = field(node, 'argument');
  return ['-', '!'].includes(String(node['operator'])) ? [replaceBy(node, kept, code)] : [];
}

/** Another function; one argument in the place of the call; two swapped; the last left out. */
function call(node: Node, code: string): readonly Change[] {
  const args = nodesOf(node['arguments']);
  const callee = field(node, 'callee');
  const name = callee.type === 'MemberExpression' ? field(callee, 'property') : callee;
  const twins = twinsOf(code.slice(name.start, name.end)).map((put) => ({ ...span(name), put }));
  const instead = args.slice(0, 2).map((arg) => replaceBy(node, arg, code));
  const last = args.at(-1);
  const shorter =
    args.length > 1 && last ? [{ start: args.at(-2)?.end ?? 0, end: last.end, put: '' }] : [];
  const swapped = COMMUTATIVE.has(text(name, code)) ? [] : swaps(args, code);
  return [...twins, ...instead, ...swapped, ...shorter];
}

/** Neighbors in a list, swapped. */
function swaps(items: readonly Node[], code: string): readonly Change[] {
  return items.slice(1).map((second, at) => {
    const first = items[at] ?? second;
    const between = code.slice(first.end, second.start);
    const put = text(second, code) + between + text(first, code);
    return { start: first.start, end: second.end, put };
  });
}

/** Names taken from a shape, swapped: T for S. */
function pattern(node: Node, code: string): readonly Change[] {
  const elements = node['elements'];
  return Array.isArray(elements) ? swaps(elements.filter(isNode), code) : [];
}

function choose(node: Node, name: string, code: string): Change {
  return replaceBy(node, field(node, name), code);
}

function replaceBy(node: Node, part: Node, code: string): Change {
  return { ...span(node), put: text(part, code) };
}

function span({ start, end }: Node): { start: number; end: number } {
  return { start, end };
}

function text({ start, end }: Node, code: string): string {
  return code.slice(start, end);
}

function field(node: Node, name: string): Node {
  const value = node[name];
  if (isNode(value)) return value;
  throw new Error(`mutate: wanted ${name} in ${node.type}, got none`);
}
