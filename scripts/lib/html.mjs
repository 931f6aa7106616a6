import { readFile, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { defaultTreeAdapter as tree, parse } from 'parse5';

/** @typedef {import('parse5').DefaultTreeAdapterTypes.Node} Node */
/** @typedef {import('parse5').DefaultTreeAdapterTypes.Element} Element */

/**
 * A page of the built site.
 * @typedef {object} Page
 * @property {string} file where it lies
 * @property {string} path its address below the base, without a leading slash: `attention/masks/`
 * @property {string} text
 */

/**
 * Every page of a built site, in the order of their addresses.
 * @param {string} dist
 * @returns {Promise<Page[]>}
 */
export async function readPages(dist) {
  const names = await readdir(dist, { recursive: true });
  const pages = names
    .filter((name) => name.endsWith('.html'))
    .map(async (name) => {
      const file = join(dist, name);
      const path = name
        .split(sep)
        .join('/')
        .replace(/(^|\/)index\.html$/, '$1');
      return { file, path, text: await readFile(file, 'utf8') };
    });
  return (await Promise.all(pages)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * All elements of a page in document order, those inside templates included.
 * @param {string} text
 * @returns {Element[]}
 */
export function readElements(text) {
  return [...elementsBelow(parse(text, { sourceCodeLocationInfo: true }))];
}

/**
 * @param {Node} node
 * @returns {Generator<Element>}
 */
function* elementsBelow(node) {
  if (tree.isElementNode(node)) yield node;
  if ('content' in node) yield* elementsBelow(node.content);
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsBelow(child);
}

/**
 * @param {Element} element
 * @param {string} name
 * @returns {string | undefined}
 */
export function attribute(element, name) {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

/**
 * The text directly inside an element: all of it, for a script or a style.
 * @param {Element} element
 */
export function textOf(element) {
  return element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}
