/** A node of acorn's tree. Its TypeScript parts have no types of their own: fields are read. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** The nodes in a field that holds one node, a list, or none. */
export function nodesOf(value: unknown): readonly Node[] {
  if (isNode(value)) return [value];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The nodes directly below a node, in no promised order. */
export function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flatMap(nodesOf);
}
