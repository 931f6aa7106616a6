import type { Page } from '@playwright/test';
import { readPages } from '../../../scripts/lib/html.mjs';
import { dist } from '../../../scripts/lib/paths.mjs';

/** The addresses of all built pages below the base, without a leading slash. */
export const sitePages = (await readPages(dist)).map(({ path }) => path);

/** Opens a page of the site and waits until its widgets are alive. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(`./${path}`);
  await wakeWidgets(page);
}

/** Scrolls through the page, so that widgets which wait to be seen start too. */
async function wakeWidgets(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
      scrollTo({ top: y, behavior: 'instant' });
      // A browser without a screen now and then owes a frame for ever.
      await Promise.race([
        new Promise(requestAnimationFrame),
        new Promise((resolve) => setTimeout(resolve, 100)),
      ]);
    }
  });
  // A frame that never came: a widget has not learned that it was in sight. Astro takes the attribute away
  // when an island runs; an island has no box of its own.
  const awake = () => {
    const asleep = document.querySelector('astro-island[ssr]');
    asleep?.firstElementChild?.scrollIntoView({ behavior: 'instant' });
    return asleep === null;
  };
  await page.waitForFunction(awake, undefined, { polling: 100 });
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
}
