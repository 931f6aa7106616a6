import { mdxToMdast } from 'satteri';

/** @typedef {import('satteri').MdastNode} Node */
/** @typedef {{ line: number, info: string }} Block a fenced block and the words behind its fence */

/**
 * The blocks of code on an MDX page that nothing runs, as the parser that builds the site finds them. A live cell is run
 * by the tests of the cells; every other listing is cut out of a file that runs.
 * @param {string} mdx
 * @returns {Block[]}
 */
export function idleCode(mdx) {
  return idleIn(mdxToMdast(mdx, { features: { math: true, frontmatter: true } }));
}

/**
 * @param {Node} node
 * @returns {Block[]}
 */
function idleIn(node) {
  if (node.type !== 'code') return 'children' in node ? node.children.flatMap(idleIn) : [];
  const info = [node.lang, node.meta].filter(Boolean).join(' ');
  return /^ts live\b/.test(info) ? [] : [{ line: node.position?.start.line ?? 0, info }];
}
