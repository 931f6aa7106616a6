import { openSite } from '../../scripts/lib/open-site.mjs';
import { longestTask } from '../longest-task.mjs';
import { milliseconds } from '../statistics.mjs';

/** @typedef {import('../parts.mjs').Figure} Figure */
/** @typedef {import('@playwright/test').Page} Page */

/** Where every widget of a trained model is. */
const path = 'reference/models/';
const minutes = 60_000;

const widgets = [
  { widget: 'translator', button: 'Translate', what: 'translating' },
  { widget: 'tuner', button: 'Train', what: 'fine-tuning, drawn live' },
];

/**
 * The longest task of the page's main thread while a widget works, from the press of its button on:
 * with the loading of its model, and all that it draws.
 * @returns {Promise<Figure[]>}
 */
export async function measureResponsiveness() {
  const site = await openSite();
  try {
    /** @type {Figure[]} */
    const figures = [];
    for (const { widget, button, what } of widgets) {
      await site.visit(path, async (page) => {
        const longest = await longestOf(page, widget, button);
        const value = longest === undefined ? 'no such widget' : milliseconds(longest);
        figures.push({ what: `page: longest task while ${what}`, value, target: '< 50 ms' });
      });
    }
    return figures;
  } finally {
    await site.close();
  }
}

/**
 * @param {Page} page
 * @param {string} widget
 * @param {string} name of its button
 * @returns {Promise<number | undefined>} milliseconds
 */
async function longestOf(page, widget, name) {
  const root = page.locator(`[data-widget=${widget}]`);
  if ((await root.count()) === 0) return undefined;
  await root.scrollIntoViewIfNeeded();
  // Astro takes the attribute away when the island runs.
  await page
    .locator('astro-island:not([ssr])')
    .filter({ has: root })
    .waitFor({ state: 'attached' });
  const longest = await longestTask(page, async () => {
    await root.getByRole('button', { name, exact: true }).press('Enter');
    await root.and(page.locator('[aria-busy=true]')).waitFor({ timeout: minutes });
    await root.and(page.locator('[aria-busy=false]')).waitFor({ timeout: 2 * minutes });
  });
  const problem = root.locator('[data-problem]');
  if ((await problem.count()) > 0) throw new Error(`${widget}: ${await problem.innerText()}`);
  return longest;
}
