import type { Node } from './node.ts';
import { childrenOf } from './node.ts';
import { CodeProblem, type ProblemKind } from './problem.ts';

/** What types cannot be: these do something when the program runs, or need another file. */
const REJECTED: ReadonlyMap<string, ProblemKind> = new Map([
  ['TSEnumDeclaration', 'enum'],
  ['TSModuleDeclaration', 'namespace'],
  ['Decorator', 'decorator'],
  ['TSParameterProperty', 'parameter-property'],
  ['TSTypeAssertion', 'angle-assertion'],
  ['TSImportEqualsDeclaration', 'import'],
  ['ImportDeclaration', 'import'],
  ['ImportExpression', 'import'],
  ['TSExportAssignment', 'export'],
  ['TSNamespaceExportDeclaration', 'export'],
  ['ExportNamedDeclaration', 'export'],
  ['ExportDefaultDeclaration', 'export'],
  ['ExportAllDeclaration', 'export'],
]);

/** Throws a {@link CodeProblem} for the first feature that a cell does not take. */
export function rejectUnsupported(node: Node, code: string): void {
  const kind = node['accessor'] === true ? 'accessor' : REJECTED.get(node.type);
  if (kind && !isTypeOnly(node)) {
    const [firstLine = ''] = code.slice(node.start, node.end).split('\n');
    throw new CodeProblem(kind, code, node.start, firstLine.slice(0, 60));
  }
  if (!isTypeOnly(node)) for (const child of childrenOf(node)) rejectUnsupported(child, code);
}

/** `declare …`, `import type …` and `export type …` leave nothing behind. */
export function isTypeOnly(node: Node): boolean {
  return node['declare'] === true || node['importKind'] === 'type' || node['exportKind'] === 'type';
}
