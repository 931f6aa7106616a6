import { nodesOf, type Node } from './node.ts';
import { parseTypeScript } from './parse.ts';
import { CodeProblem } from './problem.ts';

/** The names that code declares at its top level; none if it cannot be read. */
export function declaredIn(code: string): readonly string[] {
  try {
    return nodesOf(parseTypeScript(code).root['body']).flatMap(namesOf);
  } catch (error) {
    if (error instanceof CodeProblem) return [];
    throw error;
  }
}

function namesOf(statement: Node): readonly string[] {
  if (statement.type === 'VariableDeclaration') {
    return nodesOf(statement['declarations']).flatMap(({ id }) => nodesOf(id).flatMap(boundBy));
  }
  return /Declaration$/.test(statement.type) ? nodesOf(statement['id']).flatMap(boundBy) : [];
}

/** The names that a pattern binds. */
function boundBy(pattern: Node): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [String(pattern['name'])];
    case 'ObjectPattern':
      return nodesOf(pattern['properties']).flatMap((property) =>
        nodesOf(property['value'] ?? property['argument']).flatMap(boundBy),
      );
    case 'ArrayPattern':
      return nodesOf(pattern['elements']).flatMap(boundBy);
    case 'AssignmentPattern':
      return nodesOf(pattern['left']).flatMap(boundBy);
    case 'RestElement':
      return nodesOf(pattern['argument']).flatMap(boundBy);
    default:
      return [];
  }
}
