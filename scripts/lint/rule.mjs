import { dirname, posix, relative, resolve, sep } from 'node:path';
import { root } from '../lib/paths.mjs';
import { refusal } from './rooms.mjs';

/** @typedef {import('eslint').Rule.Node} Node */

/**
 * What typescript-eslint adds to an import or export.
 * @typedef {object} Typed
 * @property {string} [importKind]
 * @property {string} [exportKind]
 */

/**
 * The one-way arrows between the rooms of `src/`, as an ESLint rule.
 * @type {import('eslint').Rule.RuleModule}
 */
const oneWay = {
  meta: { type: 'problem', schema: [], messages: { refused: '{{ reason }}.' } },
  create(context) {
    const file = belowRoot(context.filename);
    /** @param {Node} node */
    const check = (node) => {
      const source = sourceOf(node);
      if (source === undefined || !file.startsWith('src/')) return;
      const reason = refusal(
        file.slice(4),
        locate(file, source),
        isErased(/** @type {Typed} */ (node)),
      );
      if (reason) context.report({ node, messageId: 'refused', data: { reason } });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

/** @type {import('eslint').ESLint.Plugin} */
export const rooms = { rules: { 'one-way': oneWay } };

/** @param {string} filename */
function belowRoot(filename) {
  return relative(root, resolve(root, filename)).split(sep).join('/');
}

/**
 * A relative import as a path below the root, a package as it is.
 * @param {string} file
 * @param {string} source
 */
function locate(file, source) {
  const folder = dirname(file.replace(/\.astro\/.*$/, '.astro')); // a script inside an Astro file
  if (source.startsWith('.')) return posix.normalize(`${folder}/${source}`);
  return source.replace(/^\/src\//, 'src/');
}

/**
 * @param {Node} node
 * @returns {string | undefined}
 */
function sourceOf(node) {
  if (!('source' in node) || node.source?.type !== 'Literal') return undefined;
  return typeof node.source.value === 'string' ? node.source.value : undefined;
}

/**
 * Whether an import leaves nothing behind at run time. `import { type A }` does leave one.
 * @param {Typed} node
 */
function isErased(node) {
  return node.importKind === 'type' || node.exportKind === 'type';
}
