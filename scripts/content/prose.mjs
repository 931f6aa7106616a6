import { defaultTreeAdapter as tree } from 'parse5';
import { attribute, readElements } from '../lib/html.mjs';

/** @typedef {import('../lib/html.mjs').Node} Node */
/** @typedef {import('../lib/html.mjs').Element} Element */

/**
 * A paragraph, a list item or a row of a table, as it is read.
 * @typedef {object} Block
 * @property {string} text without citations, code and formulas
 * @property {string} asserted the same without what is quoted and without the names of other pages
 * @property {boolean} cited whether it has a citation, or stands under a paragraph that cites for all of it
 */

const blocks = new Set(['p', 'li', 'tr', 'dd', 'dt', 'figcaption', 'caption']);
/** What a paragraph leads, and cites for. */
const led = new Set(['ul', 'ol', 'table']);
/** What is run or drawn, and not written as prose. What is computed says so: `data-computed`. */
const silent = new Set(['pre', 'svg', 'script', 'style', 'template', 'astro-island', 'math']);
/** What the site computes, and a list of sources. */
const silentMarks = ['data-computed', 'data-sources'];
const silentClasses = ['katex', 'opening', 'says', 'expressive-code', 'sr-only'];

/**
 * The prose of a built page.
 * @param {string} html
 * @returns {Block[]}
 */
export function readProse(html) {
  const main = readElements(html).find((element) => hasClass(element, 'sl-markdown-content'));
  if (!main) return [];
  /** @type {Block[]} */
  const found = [];
  visit(main, false);
  return found;

  /**
   * @param {Element} parent
   * @param {boolean} covered whether a paragraph before it cites for all that is in it
   */
  function visit(parent, covered) {
    let before = false;
    for (const child of parent.childNodes.filter((child) => tree.isElementNode(child))) {
      if (isSilent(child)) continue;
      const cited = covered || (led.has(child.tagName) && before);
      if (blocks.has(child.tagName) && !holdsBlocks(child)) {
        found.push({ ...read(child), cited: cited || hasCitation(child) });
        before = child.tagName === 'p' && hasCitation(child);
      } else {
        visit(child, cited);
        before = false;
      }
    }
  }
}

/**
 * The sources that a page lists for all of it, as it names them: those of an exercise or of a bug hunt. A page that
 * cites in its sentences has none.
 * @param {string} html
 * @returns {string | undefined}
 */
export function listedSources(html) {
  const lists = readElements(html).filter(
    (element) => attribute(element, 'data-sources') !== undefined,
  );
  return lists.length === 0 ? undefined : squeeze(lists.map(fullText).join(' '));
}

/** @param {Element} element a list item may hold paragraphs, which are blocks by themselves */
function holdsBlocks(element) {
  return (
    element.tagName !== 'tr' && descendants(element).some(({ tagName }) => blocks.has(tagName))
  );
}

/** @param {Element} element */
function hasCitation(element) {
  return descendants(element).some(
    (inner) => hasClass(inner, 'cite') || (attribute(inner, 'href') ?? '').includes('#source-'),
  );
}

/** @param {Element} element */
function read(element) {
  return {
    text: squeeze(wordsOf(element, false)),
    asserted: squeeze(wordsOf(element, true)).replace(/“[^”]*”/g, '“…”'),
  };
}

/**
 * @param {Node} node
 * @param {boolean} withoutTitles
 * @returns {string}
 */
function wordsOf(node, withoutTitles) {
  if (tree.isTextNode(node)) return node.value;
  if (!tree.isElementNode(node) || isSilent(node) || hasClass(node, 'cite')) return '';
  if (node.tagName === 'code') return ' … ';
  if (withoutTitles && isTitle(node)) return '…';
  const inner = node.childNodes.map((child) => wordsOf(child, withoutTitles)).join('');
  return ['td', 'th', 'li', 'p'].includes(node.tagName) ? ` ${inner} ` : inner;
}

/** @param {Element} element a link to another page by its name; a term in a sentence is none */
function isTitle(element) {
  const outside = /^https?:/.test(attribute(element, 'href') ?? '');
  return element.tagName === 'a' && !outside && !hasClass(element, 'term');
}

/** @param {Element} element */
function isSilent(element) {
  const source = attribute(element, 'id')?.startsWith('source-') === true;
  const marked = silentMarks.some((name) => attribute(element, name) !== undefined);
  return (
    source ||
    marked ||
    isSaidByBank(element) ||
    silent.has(element.tagName) ||
    silentClasses.some((name) => hasClass(element, name))
  );
}

/** @param {Element} element an answer of the bank in a candidate's mouth: the audit has what is true of it */
function isSaidByBank(element) {
  const answer = element.parentNode;
  if (!hasClass(element, 'spoken') || !answer || !tree.isElementNode(answer)) return false;
  return attribute(answer, 'data-grade') === 'bank';
}

/**
 * @param {Element} element
 * @param {string} name
 */
function hasClass(element, name) {
  return (attribute(element, 'class') ?? '').split(/\s+/).includes(name);
}

/**
 * @param {Element} element
 * @returns {Element[]}
 */
function descendants(element) {
  return element.childNodes
    .filter((child) => tree.isElementNode(child))
    .flatMap((child) => [child, ...descendants(child)]);
}

/**
 * @param {Node} node
 * @returns {string}
 */
function fullText(node) {
  if (tree.isTextNode(node)) return node.value;
  return tree.isElementNode(node) ? node.childNodes.map(fullText).join('') : '';
}

/** @param {string} text */
function squeeze(text) {
  return text.replace(/\s+/g, ' ').trim();
}
