import type { Browser, Page } from '@playwright/test';
import { audit, chooseScheme } from './support/axe.ts';
import { unreached } from './support/keyboard.ts';
import { runningAnimations, sidewaysScroll, smallTargets, smallText } from './support/layout.ts';
import { open, sitePages } from './support/pages.ts';
import { expect, test } from './support/test.ts';

/** What a reader sees of the page's own text, spaces evened out. Controls are no text: only scripts need them. */
async function mainText(page: Page): Promise<string> {
  const text = await page.locator('main').evaluate((main: HTMLElement) => {
    const controls = main.querySelectorAll<HTMLElement>('select, button, label, legend');
    controls.forEach((control) => (control.style.display = 'none'));
    const seen = main.innerText;
    controls.forEach((control) => (control.style.display = ''));
    return seen;
  });
  return text.replace(/\s+/g, ' ');
}

/** The same text in a browser that runs no scripts. */
async function textWithoutScripts(
  browser: Browser,
  path: string,
  baseURL: string | undefined,
): Promise<string> {
  const options = { javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) };
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`./${path}`);
  const text = await mainText(page);
  await context.close();
  return text;
}

for (const path of sitePages) {
  test.describe(`/${path}`, () => {
    // Errors, policy violations and foreign requests fail every test: support/test.ts.
    test('loads, with a policy, a heading and its text without scripts @sub-folder', async ({
      page,
      browser,
      baseURL,
    }) => {
      await open(page, path);
      await page.waitForLoadState('networkidle');
      await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveCount(1);
      await expect(page.locator('h1')).toHaveCount(1);
      await expect(page.locator('.independent')).toHaveText(/^This course is independent\./);
      const whole = await mainText(page);
      const bare = await textWithoutScripts(browser, path, baseURL);
      expect(bare.length).toBeGreaterThanOrEqual(0.9 * whole.length);
    });

    // One load for all that can be seen on one page: loading is most of the time of a test.
    test('is there for all: phone, less motion, light, dark, keyboard', async ({ page }) => {
      test.slow(); // the encoder layer alone takes axe 16 seconds a time
      await page.setViewportSize({ width: 360, height: 740 });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await open(page, path);
      expect.soft(await page.evaluate(sidewaysScroll), 'sideways scroll').toBe(0);
      expect.soft(await page.evaluate(smallTargets), 'small targets').toEqual([]);
      expect.soft(await page.evaluate(smallText), 'small text in drawings').toEqual([]);
      expect.soft(await page.evaluate(runningAnimations), 'animations').toEqual([]);
      await chooseScheme(page, 'light');
      // Each rule where it can come out differently: structure by width, contrast by scheme.
      expect.soft(await audit(page, 'all but contrast'), 'phone').toEqual([]);
      await page.setViewportSize({ width: 1280, height: 800 });
      expect.soft(await audit(page), 'light').toEqual([]);
      await chooseScheme(page, 'dark');
      expect.soft(await audit(page, 'contrast'), 'dark').toEqual([]);
      expect.soft(await unreached(page), 'not reached by Tab').toEqual([]);
    });
  });
}

test('the policy stops a script that was not built in', async ({ page, problems }) => {
  await page.goto('./');
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.intruder = true';
    document.head.append(script);
    return 'intruder' in window;
  });
  expect(ran).toBe(false);
  await expect.poll(() => problems.join()).toContain('policy: script-src');
  problems.length = 0;
});

test('the search finds a lesson and leads to it @sub-folder', async ({ page, baseURL }) => {
  await page.goto('./');
  await page.keyboard.press('Control+k');
  await page
    .getByRole('dialog')
    .getByRole('searchbox')
    .or(page.locator('dialog input'))
    .first()
    .fill('attention');
  const result = page.locator('dialog a[href*="attention/"]').first();
  await expect(result).toBeVisible();
  await result.click();
  await expect(page).toHaveURL(new RegExp(`^${baseURL ?? ''}.*attention/`));
  await expect(page.locator('h1')).toBeVisible();
});

test('an unknown address gets our own page', async ({ page, problems }) => {
  const response = await page.goto('./no/such/page/');
  expect(response?.status()).toBe(404);
  await expect(page.locator('h1')).toHaveText(/404/);
  problems.length = 0; // the browser reports the 404 itself
});
