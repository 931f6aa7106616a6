import type { Locator, Page } from '@playwright/test';
import { audit, chooseScheme } from './support/axe.ts';
import { sidewaysScroll } from './support/layout.ts';
import { open } from './support/pages.ts';
import { expect, test } from './support/test.ts';

/** The design questions and their calculators. */

const PAGE = 'interview/design-questions/serving/';

const calculator = (page: Page): Locator => page.locator('[data-widget="calculator"]');
const field = (page: Page, label: string): Locator =>
  calculator(page).getByLabel(label, { exact: false });
const result = (page: Page, name: string): Locator =>
  calculator(page).locator(`[data-result="${name}"]`);

test('is computed without scripts, with its arithmetic', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    ...(baseURL ? { baseURL } : {}),
  });
  const page = await context.newPage();
  await page.goto(`./${PAGE}`);
  await expect(result(page, 'tokens')).toContainText('21 × 30 × 52 = 32,760');
  await expect(result(page, 'gpus')).toContainText('112 GPUs');
  await expect(calculator(page)).toContainText('Changing them takes JavaScript.');
  await context.close();
});

test('computes what is typed by keyboard, says it, and keeps it in the address', async ({
  page,
}) => {
  await open(page, PAGE);
  await field(page, 'Height').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('720');
  await page.keyboard.press('Tab');
  await expect(field(page, 'Width,')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('1,280');
  await expect(result(page, 'tokens')).toContainText('21 × 45 × 80 = 75,600');
  await expect(calculator(page).getByRole('status')).toContainText('A clip on one GPU: ');
  await expect(page).toHaveURL(/#serving\.height=720&serving\.width=1,280$/);

  await page.reload();
  await expect(result(page, 'tokens')).toContainText('75,600 tokens');
  await expect(field(page, 'Height')).toHaveValue('720');
  await calculator(page).getByRole('button', { name: 'All as at first' }).press('Enter');
  await expect(result(page, 'tokens')).toContainText('32,760 tokens');
  await expect(page).not.toHaveURL(/#/);
});

test('says what is wrong with a field, loses nothing, and keeps the last results', async ({
  page,
}) => {
  await open(page, PAGE);
  await field(page, 'Layers').fill('forty <img src=x>');
  const layers = field(page, 'Layers');
  await expect(layers).toHaveAttribute('aria-invalid', 'true');
  await expect(layers).toHaveAccessibleDescription(
    'Wanted a whole number from 1 to 200; got “forty <img src=x>”.',
  );
  await expect(result(page, 'tokens')).toContainText('32,760 tokens');
  await expect(calculator(page).getByText('still those of the last values that fit')).toHaveCount(
    2,
  );
  await field(page, 'Frames').fill('80');
  await expect(field(page, 'Frames')).toHaveAccessibleDescription(/such as 77 or 81/);
  await field(page, 'Frames').fill('129');
  await layers.fill('20');
  await expect(result(page, 'tokens')).toContainText('51,480 tokens');
  await expect(calculator(page).locator('[aria-invalid=true]')).toHaveCount(0);
});

test('takes a link with care', async ({ page }) => {
  await page.goto(`./${PAGE}#serving.steps=8&serving.colour=red&serving.peak=%3Cb%3E`);
  await expect(field(page, 'Steps')).toHaveValue('8');
  await expect(field(page, 'Peak')).toHaveValue('<b>');
  await expect(calculator(page).getByRole('alert')).toContainText('“colour”');
  await expect(calculator(page).locator('b')).toHaveCount(0);
});

test('a follow-up shows the changed numbers, and opens them in the calculator', async ({
  page,
}) => {
  await open(page, PAGE);
  const followUp = page.locator('details.follow-up').filter({ hasText: 'Now 720p' });
  await followUp.locator('summary').press('Enter');
  const row = followUp.getByRole('row', { name: 'Tokens of a clip' });
  await expect(row).toContainText('32,760 tokens');
  await expect(row).toContainText('75,600 tokens');
  const [, before, after] = await followUp
    .getByRole('row')
    .last()
    .locator('th, td')
    .allInnerTexts();
  expect(before).toBe('112 GPUs');
  await followUp.getByRole('link', { name: 'In the calculator' }).press('Enter');
  await expect(result(page, 'gpus')).toContainText(after ?? 'nothing');
  await expect(calculator(page)).toBeInViewport();
});

test('its rubric is graded as any question of the bank', async ({ page }) => {
  await open(page, PAGE);
  const form = page.locator('form[data-question="design/serving"]');
  await form.getByRole('button', { name: 'Show an answer to compare' }).press('Enter');
  await form.getByRole('checkbox').first().check();
  await form.getByRole('button', { name: 'Grade' }).press('Enter');
  await expect(form.locator('.verdict')).toContainText('1 of 7 points.');
});

for (const scheme of ['light', 'dark'] as const) {
  test(`is accessible with errors and an open follow-up, also narrow, ${scheme}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, PAGE);
    await chooseScheme(page, scheme);
    await field(page, 'Layers').fill('a very long nonsense that is no number');
    await page.locator('details.follow-up summary').first().click();
    expect(await audit(page)).toEqual([]);
    expect(await page.evaluate(sidewaysScroll)).toBe(0);
  });
}
