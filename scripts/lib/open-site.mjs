import { chromium } from '@playwright/test';
import { browserArgs, findBrowser } from '../find-browser.mjs';
import { dist } from './paths.mjs';
import { serveSite } from './server.mjs';

/** @typedef {import('@playwright/test').Browser} Browser */
/** @typedef {import('@playwright/test').BrowserContextOptions} ContextOptions */
/** @typedef {import('@playwright/test').Page} Page */

/**
 * What the server sent.
 * @typedef {object} Sent
 * @property {string} path
 * @property {number} bytes of the body, packed as it went over the wire
 */

/**
 * The built site, served, and a browser.
 * @typedef {object} OpenSite
 * @property {Browser} browser
 * @property {string} address
 * @property {Sent[]} sent everything so far
 * @property {(path: string, use: (page: Page) => Promise<void>, options?: ContextOptions) => Promise<void>} visit
 *   opens a page with an empty cache
 * @property {() => Promise<void>} close
 */

/**
 * @param {string[]} [args] more switches for the browser
 * @returns {Promise<OpenSite>}
 */
export async function openSite(args = []) {
  /** @type {Sent[]} */
  const sent = [];
  const site = await serveSite({ dist, onSent: (path, bytes) => sent.push({ path, bytes }) });
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [...browserArgs, ...args],
  });
  return {
    browser,
    address: site.address,
    sent,
    visit: async (path, use, options = {}) => {
      const context = await browser.newContext(options);
      try {
        const page = await context.newPage();
        await page.goto(site.address + path, { waitUntil: 'networkidle' });
        await use(page);
      } finally {
        await context.close();
      }
    },
    close: async () => {
      await browser.close();
      await site.close();
    },
  };
}
