import type { Locator, Page } from '@playwright/test';
import { audit, chooseScheme } from './support/axe.ts';
import {
  button,
  check,
  codeIn,
  editorOf,
  exerciseFile,
  openExercise,
  report,
} from './support/exercise.ts';
import { sidewaysScroll, smallTargets } from './support/layout.ts';
import { open } from './support/pages.ts';
import { expect, test } from './support/test.ts';

/** The bank's coding questions: the judge stands on the page of the question. */

const questions = [
  {
    address: 'interview/bank/encoder/',
    id: 'encoder-layer',
    line: 'return model.linear(params.outer, hidden)',
    bank: 'return hidden',
    says: 'Your feed-forward network is one linear layer',
  },
  {
    address: 'interview/bank/decoder/',
    id: 'decoder-layer',
    line: 'model.multiHeadAttention(params.cross, x1, memory, {',
    bank: 'model.multiHeadAttention(params.cross, memory, x1, {',
    says: 'The cross-attention is the wrong way round',
  },
] as const;
const [encoder] = questions;

const solutionOf = (id: string): string => exerciseFile(id, 'solution.cell');
const bankOf = ({ id, line, bank }: (typeof questions)[number]): string =>
  solutionOf(id).replace(line, bank);

/** Opens the page of a question and goes into its editor, by keyboard. */
async function begin(page: Page, address: string): Promise<Locator> {
  await open(page, address);
  await page.getByRole('button', { name: 'Write it here' }).press('Enter');
  const exercise = page.locator('section[data-exercise]');
  await expect(exercise.getByRole('textbox')).toBeFocused();
  return exercise;
}

for (const question of questions) {
  const { address, id, says } = question;
  test(`${id}: the bank’s layer is refused with the reason, a right one is accepted, and both pages keep it`, async ({
    page,
  }) => {
    const exercise = await begin(page, address);
    expect(bankOf(question)).not.toBe(solutionOf(id));
    expect(await check(exercise, bankOf(question))).toMatch(/^Not accepted/);
    await expect(exercise.locator('[data-known]')).toContainText(says);
    expect(await check(exercise, solutionOf(id))).toMatch(/^Accepted/);

    const own = await openExercise(page, id);
    await expect(own.locator('pre[role=region]')).toHaveText(solutionOf(id));
    const mine = `// mine\n${solutionOf(id)}`;
    expect(await check(own, mine)).toMatch(/^Accepted/);
    // The editor has the lines that are in sight.
    expect(await codeIn(await editorOf(await begin(page, address)))).toMatch(/^\/\/ mine\n/);
  });
}

test('solved on both pages, it is one exercise in the progress', async ({ page }) => {
  const code = solutionOf(encoder.id);
  expect(await check(await begin(page, encoder.address), code)).toMatch(/^Accepted/);
  expect(await check(await openExercise(page, encoder.id), `${code}\n`)).toMatch(/^Accepted/);
  await open(page, 'interview/progress/');
  await expect(page.locator('main')).toContainText('1 exercise solved of 1 tried.');
});

test('nothing of the judge or the editor is loaded before the press', async ({ page }) => {
  const late = /\/(Exercise|judging|mount)\.[^/]*\.(js|css)$/;
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await open(page, encoder.address);
  const early = loaded.filter((url) => late.test(url));
  expect(early).toEqual([]);
  await page.getByRole('button', { name: 'Write it here' }).click();
  await expect(page.getByRole('textbox', { name: 'Your code' })).toBeVisible();
  expect(loaded.filter((url) => late.test(url))).not.toEqual([]);
});

test('is accessible with a report, fits 360 pixels, and Escape, Tab leads from the code to the check', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const exercise = await begin(page, encoder.address);
  await check(exercise, bankOf(encoder));
  for (const scheme of ['light', 'dark'] as const) {
    await chooseScheme(page, scheme);
    expect(await audit(page)).toEqual([]);
  }
  expect(await page.evaluate(sidewaysScroll)).toBe(0);
  expect(await page.evaluate(smallTargets)).toEqual([]);
  const editor = exercise.getByRole('textbox');
  await editor.press('Escape');
  await editor.press('Tab');
  await expect(button(exercise, 'Check')).toBeFocused();
  await expect(report(exercise)).not.toBeEmpty();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the task and its stub can be read, and the exercise is linked', async ({ page }) => {
    await page.goto(encoder.address);
    await expect(page.getByText('Write one encoder layer as the 2017 paper')).toBeVisible();
    await expect(page.locator('pre').first()).toContainText('function encoderLayer');
    await page.getByRole('link', { name: 'Encoder layer', exact: true }).first().click();
    await expect(page).toHaveURL(/exercises\/encoder-layer\/$/);
  });
});
