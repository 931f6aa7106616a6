import type { Locator } from '@playwright/test';
import { expect, test } from './support/test.ts';

/** The definition that is drawn beside a term, or `none`. */
function definition(term: Locator): Promise<string> {
  return term.evaluate((link) => getComputedStyle(link, '::after').content);
}

test('a term says what it is on hover and on focus, Escape takes it away, and the link leads to it @sub-folder', async ({
  page,
}) => {
  await page.goto('./attention/many-heads/');
  const term = page.locator('a.term', { hasText: 'token' }).first();
  expect(await definition(term)).toBe('none');
  await term.hover();
  expect(await definition(term)).toContain('The unit that a model reads');
  await page.keyboard.press('Escape');
  expect(await definition(term)).toBe('none');
  await page.mouse.move(0, 0);
  await page.keyboard.press('Tab'); // from here on the focus is that of a keyboard
  await term.focus();
  expect(await definition(term)).toContain('The unit that a model reads');
  await page.keyboard.press('Escape');
  expect(await definition(term)).toBe('none');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/reference\/glossary\/#term-token$/);
  await expect(page.locator('#term-token')).toBeInViewport();
});
