import { openSite } from '../scripts/lib/open-site.mjs';
import { audit, chooseScheme } from '../tests/browser/support/axe.ts';
import { open, sitePages } from '../tests/browser/support/pages.ts';
import { watch } from '../tests/browser/support/test.ts';

/** @typedef {import('../scripts/lib/open-site.mjs').OpenSite} OpenSite */

/**
 * What the browser and axe have against any page, in both color schemes.
 * @returns {Promise<import('./parts.mjs').Figure[]>}
 */
export async function measureAccess() {
  const site = await openSite();
  /** @type {string[]} */
  const problems = [];
  /** @type {string[]} */
  const violations = [];
  try {
    for (const path of sitePages) violations.push(...(await visit(site, path, problems)));
  } finally {
    await site.close();
  }
  const policy = problems.filter((text) => /policy|Content Security/i.test(text));
  const foreign = problems.filter((text) => text.startsWith('asked'));
  const other = problems.filter((text) => !policy.includes(text) && !foreign.includes(text));
  return [
    { what: `axe violations, ${sitePages.length} pages, light and dark`, list: violations },
    { what: 'violations of the content security policy', list: policy },
    { what: 'requests to other servers', list: foreign },
    { what: 'errors in the console', list: other },
  ].map(({ what, list }) => ({ what, value: countKinds(list), target: '0' }));
}

/**
 * @param {OpenSite} site
 * @param {string} path
 * @param {string[]} problems
 */
async function visit(site, path, problems) {
  const context = await site.browser.newContext({ baseURL: site.address });
  await watch(context, new URL(site.address).origin, problems);
  const page = await context.newPage();
  await open(page, path);
  const violations = [];
  for (const scheme of /** @type {const} */ (['light', 'dark'])) {
    await chooseScheme(page, scheme);
    violations.push(...(await audit(page)));
  }
  await context.close();
  return violations;
}

/**
 * How many there are, and of what kinds.
 * @param {string[]} list each `kind: where`
 */
function countKinds(list) {
  const kinds = [...new Set(list.map((text) => text.split(':', 1)[0] ?? ''))];
  return list.length === 0 ? '0' : `${list.length} (${kinds.join(', ')})`;
}
