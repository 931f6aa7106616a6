import type { Locator, Page } from '@playwright/test';
import { audit, chooseScheme } from './support/axe.ts';
import { button, output, status } from './support/cell.ts';
import { sidewaysScroll, smallTargets } from './support/layout.ts';
import { open, sitePages } from './support/pages.ts';
import { expect, test } from './support/test.ts';

/** The bank's own questions, with graded answers. */

const INDEX = 'interview/bank/';
const PAGE = `${INDEX}advantages/`;
const pages = sitePages.filter((page) => page.startsWith(INDEX) && page !== INDEX);

const answer = (page: Page, grade: string): Locator =>
  page.locator(`details.graded[data-grade="${grade}"]`);

/** Presses Tab until the focus is on what is wanted. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(wanted).toBeFocused();
}

test('from the list to a grade of one’s own, and to the evidence, by keyboard alone @sub-folder', async ({
  page,
}) => {
  await open(page, INDEX);
  const main = page.getByRole('main');
  await tabTo(page, main.getByRole('link', { name: 'What were Sora’s advantages?' }).first());
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/${PAGE}$`));

  const form = page.locator('form[data-question="video/bank-advantages"]');
  await form.scrollIntoViewIfNeeded();
  await expect(page.locator('astro-island[ssr]:has(form)')).toHaveCount(0);
  await tabTo(page, form.getByRole('textbox'));
  await page.keyboard.type('It made video from text.');
  await tabTo(page, form.getByRole('button', { name: 'Show an answer to compare' }));
  await page.keyboard.press('Enter');
  await form.getByRole('checkbox').first().focus();
  await page.keyboard.press('Space');
  await tabTo(page, form.getByRole('button', { name: 'Grade' }));
  await page.keyboard.press('Enter');
  await expect(form.locator('.verdict')).toContainText('1 of 4 points.');
  await expect(form.getByRole('textbox')).toHaveValue('It made video from text.');

  const bank = answer(page, 'bank');
  await expect(bank.locator('.spoken')).toBeHidden();
  await tabTo(page, bank.locator('summary'));
  await page.keyboard.press('Enter');
  await expect(bank.locator('.spoken')).toBeVisible();
  await tabTo(page, bank.getByRole('link', { name: '[A9: false]' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/reference\/audit\/#A9$/);
  const claim = page.getByRole('region', { name: 'The bank’s claim A9' });
  await expect(claim).toBeInViewport();
  const choice = await page.locator('.subject').boundingBox();
  const box = await claim.boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual((choice?.y ?? 0) + (choice?.height ?? 0));
});

test('the cells of folded answers run, and find what the bank’s decoder does', async ({ page }) => {
  await open(page, `${INDEX}decoder/`);
  const best = answer(page, 'outstanding');
  await best.locator('summary').first().press('Enter');
  const cell = best.locator('section[data-cell]').last();
  await button(cell, 'Run all above').press('Enter');
  await expect(status(cell)).toHaveText(/cells above have run/, { timeout: 30_000 });
  await button(cell, 'Run').press('Enter');
  await expect(status(cell)).toHaveText(/Finished/, { timeout: 30_000 });
  await expect(output(cell)).toContainText('bank: the memory of sample 1 moves sample 1: FAILED');
});

test('the concept bank leads to the graded answers', async ({ page }) => {
  await open(page, 'interview/concept-bank/video/');
  const form = page.locator('form[data-question="video/bank-training"]');
  await form.getByRole('button', { name: 'Show an answer to compare' }).press('Enter');
  await form.getByRole('button', { name: 'Grade' }).press('Enter');
  await form.getByRole('link', { name: 'Three graded answers' }).press('Enter');
  await expect(page).toHaveURL(/interview\/bank\/training\/$/);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  for (const path of pages) {
    test(`${path}: all three answers open`, async ({ page }) => {
      await page.goto(`./${path}`);
      await expect(page.locator('details.graded')).toHaveCount(3);
      for (const grade of ['bank', 'passes', 'outstanding']) {
        const folded = answer(page, grade);
        await expect(folded.locator('.spoken')).toBeHidden();
        await folded.locator('summary').first().click();
        await expect(folded.locator('.spoken')).toBeVisible();
        await expect(folded.locator('summary').first()).toContainText(/\d+ seconds, read aloud/);
      }
    });
  }
});

for (const scheme of ['light', 'dark'] as const) {
  for (const path of pages) {
    test(`${path}: all open, accessible and 360 pixels wide, ${scheme}`, async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await open(page, path);
      await chooseScheme(page, scheme);
      await page.evaluate(() => {
        for (const folded of document.querySelectorAll('main details')) {
          folded.setAttribute('open', '');
        }
      });
      // A listing that scrolls sideways can be reached by Tab only a moment after it is unfolded.
      await expect.poll(() => audit(page), { timeout: 30_000 }).toEqual([]);
      expect(await page.evaluate(sidewaysScroll)).toBe(0);
      expect(await page.evaluate(smallTargets)).toEqual([]);
    });
  }
}
