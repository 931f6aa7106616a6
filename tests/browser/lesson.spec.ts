import type { Locator, Page } from '@playwright/test';
import { open } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const LESSON = 'attention/scaled-dot-product-attention/';

const ask = (page: Page, id: string): Locator => page.locator(`form[data-question="${id}"]`);
const verdict = (form: Locator): Locator => form.getByRole('status');
const check = (form: Locator): Promise<void> => form.getByRole('button', { name: 'Check' }).click();

test('one choice: verdict, its explanation, then all explanations', async ({ page }) => {
  await open(page, LESSON);
  const form = ask(page, 'attention/softmax-axis');
  await expect(form.getByRole('group').first()).toHaveAccessibleName(/Along which direction/);
  await check(form);
  await expect(verdict(form)).toHaveText('Pick an answer first.');
  await form.getByRole('radio', { name: 'Along each column' }).check();
  await check(form);
  await expect(verdict(form)).toContainText('Not right.');
  await expect(verdict(form)).toContainText('the columns add up to 1');
  await expect(form.locator('details li')).toHaveCount(4);
  await expect(form.locator('details')).toContainText('right: Along each row');
});

test('several choices: a missing one is counted', async ({ page }) => {
  await open(page, LESSON);
  const form = ask(page, 'attention/true-statements');
  const boxes = form.getByRole('checkbox');
  await boxes.nth(1).check();
  await check(form);
  await expect(verdict(form)).toContainText('One right choice is missing.');
});

test('a number: a word is no attempt, a slip is named, the arithmetic is shown', async ({
  page,
}) => {
  await open(page, LESSON);
  const form = ask(page, 'attention/score-by-hand');
  const field = form.getByLabel('Your number');
  await field.fill('two');
  await check(form);
  await expect(verdict(form)).toContainText('Type a number first');
  await field.fill('4');
  await field.press('Enter');
  await expect(verdict(form)).toContainText('The scale is missing.');
  await expect(form.locator('details')).toContainText('4 / √4 = 2');
});

test('a whole quiz by keyboard: the score counts, names what was missed, and starts anew', async ({
  page,
}) => {
  await open(page, 'start/how-this-course-works/');
  const [first, second, third] = [
    ask(page, 'start/what-was-sora'),
    ask(page, 'start/whose-story'),
    ask(page, 'start/attention-weights'),
  ];
  await first.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(verdict(first)).toContainText('Right.');
  await expect(page.getByText('2 questions are open.')).toBeVisible();
  await second.getByRole('checkbox').nth(2).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await third.getByLabel('Your number').fill('100');
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 of 3 right. Look again at question 2.')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(first.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(page.getByText('3 questions are open.')).toBeVisible();
});

test('the focus stays on Check after the check', async ({ page }) => {
  await open(page, LESSON);
  const form = ask(page, 'attention/why-root-d');
  await form.getByRole('radio').first().check();
  await form.getByRole('button', { name: 'Check' }).press('Enter');
  await expect(verdict(form)).toContainText('Right.');
  await expect(form.getByRole('button', { name: 'Check' })).toBeFocused();
});

test('a citation leads to its source at the end of the lesson', async ({ page }) => {
  await open(page, LESSON);
  await page.getByRole('link', { name: '[Vaswani et al. 2017, §3.2.1]' }).first().click();
  await expect(page.locator('#source-vaswani2017')).toBeInViewport();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('each question opens its answer and its explanations', async ({ page }) => {
    await page.goto(LESSON);
    const form = ask(page, 'attention/softmax-axis');
    await expect(form.getByRole('button')).toHaveCount(0);
    await form.getByText('The answer, and why').click();
    await expect(form.getByText('Each query shares out one unit')).toBeVisible();
  });
});
