import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

/** From the home page to the end of the third lesson without a pointer. */

/** Walks on with Tab until the focus is on, or in, what is looked for. */
async function tabTo(page: Page, target: Locator, limit = 600): Promise<void> {
  for (let press = 0; press < limit; press++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element.contains(document.activeElement))) return;
  }
  throw new Error(`Tab does not come to ${String(target)} in ${limit} presses.`);
}

/** Moves the stepper on by an arrow key. */
async function step(page: Page): Promise<void> {
  const slider = page.locator('[data-stepper]').first().getByRole('slider', { name: 'Step' });
  await tabTo(page, slider);
  await page.keyboard.press('Home');
  await expect(slider).toHaveJSProperty('value', '1');
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveJSProperty('value', '2');
}

/** Answers the first question that is a choice, by arrow, and lets it be checked. */
async function answer(page: Page): Promise<void> {
  const form = page.locator('form[data-question]', { has: page.getByRole('radio') }).first();
  await tabTo(page, form.getByRole('radio').first());
  await page.keyboard.press('ArrowDown');
  await tabTo(page, form.getByRole('button', { name: 'Check' }));
  await page.keyboard.press('Enter');
  await expect(form.getByRole('status')).toContainText(/Right|Not right/);
}

test('the first three lessons are done by keyboard alone, from the home page on', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await page.goto('./');
  await tabTo(page, page.getByRole('link', { name: 'Start the course' }));
  await page.keyboard.press('Enter');
  for (const { title, stepper } of [
    { title: 'How this course works', stepper: true },
    { title: 'What Sora was', stepper: false },
    { title: 'Tokens and embeddings', stepper: true },
  ]) {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    // The first stop is the way past the navigation.
    await tabTo(page, page.getByRole('link', { name: 'Skip to content' }));
    await page.keyboard.press('Enter');
    if (stepper) await step(page);
    await answer(page);
    await tabTo(page, page.locator('a[rel=next]'));
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Positions');
});
