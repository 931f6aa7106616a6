import { load } from 'js-yaml';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** @typedef {import('./prose.mjs').Block} Block */
/** @typedef {{ page: string, blocks: Block[], listed: string }} Page a page's prose, and the sources that it lists */
/** @typedef {Readonly<Record<string, unknown>>} Fields */

/** Fields that say of what kind a question is, and nothing of the world. */
const labels = new Set(['kind', 'topic', 'level', 'lesson', 'sources', 'graded']);

/**
 * The texts of the question bank, each question as a page with the sources that it stands on.
 * @param {string} content the folder of all content
 * @returns {Page[]}
 */
export function readQuestions(content) {
  const sources = /** @type {Readonly<Record<string, Fields>>} */ (
    load(readFileSync(`${content}/sources.yaml`, 'utf8'))
  );
  const files = readdirSync(join(content, 'questions'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => join('questions', file))
    .toSorted();
  return files.map((file) => {
    const question = /** @type {Fields} */ (load(readFileSync(`${content}/${file}`, 'utf8')));
    const page = file
      .split(sep)
      .join('/')
      .replace(/\.yaml$/, '/');
    return { page, ...proseOf(question, sources) };
  });
}

/**
 * @param {Fields} question
 * @param {Readonly<Record<string, Fields>>} sources all sources by their ids
 * @returns {Omit<Page, 'page'>}
 */
export function proseOf(question, sources) {
  const ids = /** @type {string[]} */ (question.sources);
  const listed = ids.flatMap((id) => Object.values(sources[id] ?? {})).join(' ');
  const blocks = textsIn(question).map((text) => ({
    text,
    asserted: text.replace(/“[^”]*”/g, '“…”').replace(/`[^`]*`|\$[^$]+\$/g, '…'),
    cited: false,
  }));
  return { listed, blocks };
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function textsIn(value) {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => (labels.has(name) ? [] : textsIn(part)));
}
