import type { Page } from '@playwright/test';
import { audit, chooseScheme } from './support/axe.ts';
import { unreached } from './support/keyboard.ts';
import { runningAnimations, sidewaysScroll, smallTargets } from './support/layout.ts';
import { open, sitePages } from './support/pages.ts';
import { expect, test } from './support/test.ts';

/** What a reader sees of the page's own text, spaces evened out. */
async function mainText(page: Page): Promise<string> {
  return (await page.locator('main').innerText()).replace(/\s+/g, ' ');
}

for (const path of sitePages) {
  test.describe(`/${path}`, () => {
    // Errors, policy violations and foreign requests fail every test: support/test.ts.
    test('loads, with a policy and a heading @sub-folder', async ({ page }) => {
      await open(page, path);
      await page.waitForLoadState('networkidle');
      await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveCount(1);
      await expect(page.locator('h1')).toHaveCount(1);
    });

    for (const scheme of ['light', 'dark'] as const) {
      test(`is accessible, ${scheme}`, async ({ page }) => {
        await open(page, path);
        await chooseScheme(page, scheme);
        expect(await audit(page)).toEqual([]);
      });
    }

    test('fits 360 pixels, with targets large enough', async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await open(page, path);
      expect(await page.evaluate(sidewaysScroll)).toBe(0);
      expect(await page.evaluate(smallTargets)).toEqual([]);
    });

    test('gives Tab all that it gives the mouse', async ({ page }) => {
      await open(page, path);
      expect(await unreached(page)).toEqual([]);
    });

    test('keeps still for those who ask for less motion', async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await open(page, path);
      expect(await page.evaluate(runningAnimations)).toEqual([]);
    });

    test('shows its text without scripts', async ({ page, browser, baseURL }) => {
      await open(page, path);
      const whole = await mainText(page);
      const options = { javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) };
      const context = await browser.newContext(options);
      const bare = await context.newPage();
      await bare.goto(`./${path}`);
      expect((await mainText(bare)).length).toBeGreaterThanOrEqual(0.9 * whole.length);
      await context.close();
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
