import type { Locator, Page } from '@playwright/test';
import { open } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const living = (page: Page): Locator => page.locator('section.living');
const rows = (page: Page): Locator => living(page).locator('tbody tr');
const sentence = (page: Page): Locator => living(page).getByLabel('A sentence of your own');

/** The weights of the matrix, row by row. */
function weights(page: Page): Promise<number[][]> {
  return rows(page).evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.dataset['value']))),
  );
}

test('the matrix follows the reader’s sentence, and its rows add up to 1', async ({ page }) => {
  await open(page, '');
  await sentence(page).fill('stop , look up');
  await expect(rows(page)).toHaveCount(4);
  await expect(living(page)).toContainText('Computed in your browser');
  for (const row of await weights(page)) {
    expect(row).toHaveLength(4);
    expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  }
});

test('the browser computes what the build computed', async ({ page }) => {
  await open(page, '');
  const built = await weights(page);
  await sentence(page).press('End');
  await sentence(page).press('x');
  await sentence(page).press('Backspace');
  await expect(living(page)).toContainText('Computed in your browser');
  await expect(living(page)).toHaveAttribute('aria-busy', 'false');
  const live = (await weights(page)).flat();
  expect(live).toHaveLength(built.flat().length);
  built.flat().forEach((weight, i) => expect(live[i]).toBeCloseTo(weight, 3));
});

test('a sentence that cannot be computed is told, and the last good one stays', async ({
  page,
}) => {
  await open(page, '');
  await sentence(page).fill('two words');
  await expect(rows(page)).toHaveCount(2);
  for (const bad of ['', 'x'.repeat(10_000), 'a '.repeat(25)]) {
    await sentence(page).fill(bad);
    await expect(sentence(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(sentence(page)).toHaveAccessibleDescription(/token|characters/);
    await expect(rows(page)).toHaveCount(2);
  }
  await sentence(page).fill('<b>你好</b> 🙂');
  await expect(sentence(page)).toHaveAttribute('aria-invalid', 'false');
  await expect(rows(page)).toHaveCount(10);
});

test('a row is chosen by keyboard, and read out', async ({ page }) => {
  await open(page, '');
  const blue = living(page).getByRole('button', { name: 'blue' });
  await blue.focus();
  await blue.press('Enter');
  await expect(blue).toHaveAttribute('aria-pressed', 'true');
  await expect(living(page).locator('[aria-live]')).toHaveText(/^“blue” reads from “\w+” \d/);
});

test('new weights and a high temperature change the pattern', async ({ page }) => {
  await open(page, '');
  const before = await weights(page);
  await living(page).getByRole('button', { name: 'New random weights' }).click();
  await expect(living(page)).toContainText('Seed 8');
  await expect.poll(() => weights(page)).not.toEqual(before);
  await living(page).getByLabel('Temperature').fill('5');
  await expect.poll(async () => Math.max(...(await weights(page)).flat())).toBeLessThan(0.3);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the first pattern is there', async ({ page }) => {
    await page.goto('./');
    await expect(rows(page)).toHaveCount(10);
  });
});
