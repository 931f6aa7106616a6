import { statSync } from 'node:fs';
import { join } from 'node:path';
import { attribute, readElements, readPages } from './html.mjs';

/** @typedef {{ page: string, link: string, why: string }} DeadLink */

const origin = 'http://site.invalid';
const linking = ['href', 'src', 'poster', 'component-url', 'renderer-url'];

/**
 * @param {string} dist
 * @param {string} base the folder that the site was built for
 * @returns {Promise<{ links: number, dead: DeadLink[] }>}
 */
export async function findDeadLinks(dist, base) {
  const root = `${origin}${base.replace(/\/$/, '')}/`;
  const pages = await readPages(dist);
  const read = new Map(pages.map((page) => [page.path, readElements(page.text)]));
  const targets = new Map([...read].map(([path, elements]) => [path, idsOf(elements)]));
  /** @type {DeadLink[]} */
  const dead = [];
  let links = 0;
  for (const [page, elements] of read) {
    for (const link of elements.flatMap(linksOf)) {
      const url = URL.parse(link, root + page);
      if (url?.origin !== origin && url !== null) continue;
      links += 1;
      const why = url ? whyDead(url, { dist, root, targets }) : 'is no address';
      if (why) dead.push({ page, link, why });
    }
  }
  return { links, dead };
}

/** @param {import('./html.mjs').Element} element */
function linksOf(element) {
  return linking.flatMap((name) => attribute(element, name) ?? []);
}

/** @param {import('./html.mjs').Element[]} elements */
function idsOf(elements) {
  return new Set(elements.flatMap((element) => attribute(element, 'id') ?? []));
}

/**
 * @param {URL} url
 * @param {{ dist: string, root: string, targets: Map<string, Set<string>> }} site
 * @returns {string | undefined}
 */
function whyDead(url, { dist, root, targets }) {
  const address = decodeURI(url.origin + url.pathname);
  if (!address.startsWith(root)) return 'leads out of the folder of the site';
  const path = address.slice(root.length);
  const ids = targets.get(path);
  if (!ids) return isFile(join(dist, path)) ? undefined : whyMissing(path, targets);
  const fragment = decodeURIComponent(url.hash.slice(1));
  // `#step=3` is the state of a widget, not a place.
  if (fragment === '' || fragment.includes('=') || ids.has(fragment)) return undefined;
  return 'leads to a place that its page does not have';
}

/**
 * @param {string} path
 * @param {Map<string, Set<string>>} targets
 */
function whyMissing(path, targets) {
  return targets.has(`${path}/`) ? 'lacks its trailing slash' : 'leads to nothing';
}

/** @param {string} file */
function isFile(file) {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
