import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

/** A reader is faster than the scripts: what was done to a widget before it is alive counts. */

/** Opens a page whose widgets of a kind stay asleep until the function that comes back is called. */
async function openAsleep(page: Page, path: string, widget: string): Promise<() => Promise<void>> {
  let wake: () => void = () => undefined;
  const awake = new Promise<void>((resolve) => (wake = resolve));
  await page.route(new RegExp(`/_astro/${widget}\\.[\\w-]{8}\\.js$`), async (route) => {
    await awake;
    await route.continue();
  });
  await page.goto(path, { waitUntil: 'domcontentloaded' });
  const islands = page.locator(`astro-island[ssr][component-url*="/${widget}."]`);
  const first = await islands.first().elementHandle({ timeout: 5000 });
  return async () => {
    wake();
    await expect.poll(() => first.getAttribute('ssr')).toBe(null);
  };
}

test('an answer picked and checked before the quiz is alive', async ({ page }) => {
  const wake = await openAsleep(page, 'attention/scaled-dot-product-attention/', 'Quiz');
  const address = page.url();
  const form = page.locator('form[data-question]', { has: page.getByRole('radio') }).first();
  await form.getByRole('radio').first().check();
  await form.getByRole('radio').nth(1).check();
  await form.getByRole('button', { name: 'Check' }).click();
  await wake();
  await expect(form.getByRole('radio').nth(1)).toBeChecked();
  await expect(form.getByRole('status')).toContainText(/Right|Not right/);
  expect(page.url()).toBe(address);
});

test('what was picked from a list, and what was typed into blanks', async ({ page }) => {
  const wake = await openAsleep(page, 'interview/concept-bank/code/', 'Quiz');
  const pairs = page.locator('form[data-question="code/unpacking-one-tensor"]');
  await pairs.getByLabel('batch of 1').selectOption({ label: 'an error: not enough values' });
  await wake();
  await expect(pairs.getByLabel('batch of 1').locator('option:checked')).toHaveText(
    'an error: not enough values',
  );
  await pairs.scrollIntoViewIfNeeded();
  await pairs.getByRole('button', { name: 'Check' }).click();
  await expect(pairs.locator('.verdict')).toHaveText('2 are still open.');
});

test('numbers of a calculator', async ({ page }) => {
  const wake = await openAsleep(page, 'interview/design-questions/serving/', 'Calculator');
  const field = page.getByRole('textbox').first();
  await field.fill('nonsense');
  await wake();
  await expect(field).toHaveValue('nonsense');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
});

test('each press of a stepper', async ({ page }) => {
  const wake = await openAsleep(page, 'attention/scaled-dot-product-attention/', 'Stepper');
  const stepper = page.locator('[data-stepper]');
  const next = stepper.getByRole('button', { name: /next/i }).first();
  await next.click();
  await next.click();
  await wake();
  await expect(stepper.getByRole('slider', { name: 'Step' })).toHaveJSProperty('value', '3');
});
