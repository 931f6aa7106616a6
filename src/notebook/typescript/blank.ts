import { childrenOf, nodesOf, type Node } from './node.ts';
import { mask, type Tree } from './parse.ts';
import { isTypeOnly } from './reject.ts';

/**
 * Puts spaces where the types are. Every line and column stays, so no source map is needed.
 *
 * Where a statement loses its tail or all of itself, a `;` takes the place of the first character:
 * without it, the next line could be read as its continuation.
 */
export function blankTypes(code: string, tree: Tree): string {
  const blanks = new Blanks(tree.masked);
  visit(tree.root, blanks);
  return blanks.apply(code);
}

const WHOLE = new Set([
  'TSTypeAliasDeclaration',
  'TSInterfaceDeclaration',
  'TSDeclareFunction',
  'TSIndexSignature',
]);

const ENDS_A_STATEMENT =
  /^(ExpressionStatement|VariableDeclaration|ReturnStatement|ThrowStatement|PropertyDefinition)$/;

/** The ranges to blank, and the places that get a semicolon instead of a space. */
class Blanks {
  readonly masked: string;
  readonly #ranges: [number, number][] = [];
  readonly #semicolons = new Set<number>();

  constructor(masked: string) {
    this.masked = masked;
  }

  add(start: number, end: number): void {
    if (end > start) this.#ranges.push([start, end]);
  }

  addStatement(start: number, end: number): void {
    this.add(start, end);
    this.#semicolons.add(start);
  }

  /** A statement without a semicolon whose last part is blanked gets one there. */
  close(statement: Node): void {
    const tail = this.#ranges.find(
      ([start, end]) => end === statement.end && start > statement.start,
    );
    if (tail) this.#semicolons.add(tail[0]);
  }

  covers(position: number): boolean {
    return this.#ranges.some(([start, end]) => start <= position && position < end);
  }

  closeBefore(position: number): void {
    this.#semicolons.add(position);
  }

  apply(code: string): string {
    const letters = mask(code, this.#ranges).split('');
    for (const at of this.#semicolons) letters[at] = ';';
    return letters.join('');
  }
}

function visit(node: Node, blanks: Blanks): void {
  if (WHOLE.has(node.type) || isTypeOnly(node) || isSignature(node)) {
    return blanks.addStatement(node.start, node.end);
  }
  if (node.type.startsWith('TS') && !visitExpression(node, blanks)) {
    return blanks.add(node.start, node.end);
  }
  blankMarks(node, blanks);
  if (node.type.startsWith('Class')) blankHeritage(node, blanks);
  if (isMember(node)) blankModifiers(node, blanks);
  blankThis(node, blanks);
  for (const child of childrenOf(node)) visit(child, blanks);
  if (ENDS_A_STATEMENT.test(node.type)) blanks.close(node);
}

/** TypeScript's wrappers of an expression. True if the expression inside is still to be visited. */
function visitExpression(node: Node, blanks: Blanks): boolean {
  const [type] = nodesOf(node['typeAnnotation']);
  switch (node.type) {
    case 'TSNonNullExpression':
      blanks.add(node.end - 1, node.end);
      return true;
    case 'TSInstantiationExpression':
      return true;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression': {
      const word = node.type === 'TSAsExpression' ? 'as' : 'satisfies';
      if (type) blanks.add(blanks.masked.lastIndexOf(word, type.start - 1), node.end);
      return true;
    }
    default:
      return false;
  }
}

function isMember(node: Node): boolean {
  return node.type === 'MethodDefinition' || node.type === 'PropertyDefinition';
}

/** What has no body of its own: an abstract member, or an overload, exported or of a class. */
function isSignature(node: Node): boolean {
  if (node.type === 'ExportNamedDeclaration') {
    return nodesOf(node['declaration'])[0]?.type === 'TSDeclareFunction';
  }
  if (!isMember(node)) return false;
  const [value] = nodesOf(node['value']);
  return node['abstract'] === true || value?.type === 'TSDeclareMethod';
}

/** The `?` of an optional parameter or member and the `!` of a definite one. */
function blankMarks(node: Node, blanks: Blanks): void {
  if (node['optional'] !== true && node['definite'] !== true) return;
  if (node.type === 'MemberExpression' || node.type === 'CallExpression') return;
  const [key = node] = nodesOf(node['key'] ?? node['id']);
  const from = key.type === 'Identifier' ? key.start + String(key['name']).length : key.end;
  const mark = /[?!]/.exec(blanks.masked.slice(from, node.end));
  if (mark) blanks.add(from + mark.index, from + mark.index + 1);
}

/** `abstract` before a class and `implements …` behind its head. */
function blankHeritage(node: Node, blanks: Blanks): void {
  if (node['abstract'] === true) blankWords(node.start, node.start + 'abstract'.length, blanks);
  const [first] = nodesOf(node['implements']);
  const [body] = nodesOf(node['body']);
  if (!first || !body) return;
  blanks.add(blanks.masked.lastIndexOf('implements', first.start - 1), body.start);
}

/** `private`, `readonly` and the like, before the name of a member. */
function blankModifiers(node: Node, blanks: Blanks): void {
  const [key] = nodesOf(node['key']);
  if (!key || !blankWords(node.start, key.start, blanks)) return;
  // `private [key]` without its first word would go on where the field before it ended.
  blanks.closeBefore(node.start);
}

/** Blanks the modifiers in a range. True if one stands at its very start. */
function blankWords(start: number, end: number, blanks: Blanks): boolean {
  const words = /\b(?:public|private|protected|readonly|override|abstract|declare)\b/g;
  for (const { index, 0: word } of blanks.masked.slice(start, end).matchAll(words)) {
    blanks.add(start + index, start + index + word.length);
  }
  return blanks.covers(start);
}

/** A first parameter named `this` is a type, with the comma behind it. */
function blankThis(node: Node, blanks: Blanks): void {
  const [first, second] = nodesOf(node['params']);
  if (first?.type !== 'Identifier' || first['name'] !== 'this') return;
  const comma = blanks.masked.indexOf(',', first.end);
  const bound = second?.start ?? blanks.masked.indexOf(')', first.end);
  blanks.add(first.start, comma >= 0 && comma < bound ? comma + 1 : first.end);
}
