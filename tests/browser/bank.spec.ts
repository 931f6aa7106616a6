import type { Locator, Page } from '@playwright/test';
import type { GradedEvent } from '../../src/interview/graded.ts';
import { audit, chooseScheme } from './support/axe.ts';
import { sidewaysScroll, smallTargets } from './support/layout.ts';
import { open } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const BANK = 'interview/concept-bank/';

const ask = (page: Page, id: string): Locator => page.locator(`form[data-question="${id}"]`);
const verdict = (form: Locator): Locator => form.locator('.verdict');
const press = (form: Locator, name: string): Promise<void> =>
  form.getByRole('button', { name, exact: true }).press('Enter');

async function openQuestion(page: Page, topic: string, id: string): Promise<Locator> {
  await open(page, `${BANK}${topic}/`);
  return ask(page, id);
}

test('order: steps move by keyboard, the focus stays, and one wrong step is one', async ({
  page,
}) => {
  const form = await openQuestion(page, 'code', 'code/prove-a-leak');
  const rows = form.locator('ol.rows > li');
  const right = ['Run the layer on', 'Keep the outputs', 'Change the last', 'Run the layer again'];
  for (const [place, text] of right.entries()) {
    const row = rows.filter({ hasText: text });
    const up = row.getByRole('button', { name: /^Up/ });
    while (!(await rows.nth(place).innerText()).includes(text)) {
      await up.press('Enter');
      await expect(up).toBeFocused();
    }
  }
  await expect(form.getByText(/^Now in place \d of 5\.$/)).toBeAttached();
  // The last step to the top: it alone is wrong.
  const last = rows.filter({ hasText: 'Compare the outputs' });
  for (let i = 0; i < 4; i++) await last.getByRole('button', { name: /^Up/ }).press('Enter');
  await press(form, 'Check');
  await expect(verdict(form)).toContainText('4 of 5 right. Look again at 1.');
  await expect(rows.first()).toContainText('wrong');
  await press(form, 'This one again');
  await expect(form).toBeFocused();
});

test('match: waits for all, then says which', async ({ page }) => {
  const form = await openQuestion(page, 'code', 'code/unpacking-one-tensor');
  const pick = (left: string, right: string) =>
    form.getByLabel(left, { exact: false }).selectOption({ label: right });
  await pick('batch of 1', 'an error: not enough values');
  await press(form, 'Check');
  await expect(verdict(form)).toHaveText('2 are still open.');
  await pick('batch of 2', 'the right result');
  await pick('batch of 3', 'an error: too many values');
  await press(form, 'Check');
  await expect(verdict(form)).toContainText('2 of 3 right.');
  await expect(verdict(form)).toContainText('sample 0 and sample 1');
});

test('shape: any notation, a named slip, and what can’t be read', async ({ page }) => {
  const form = await openQuestion(page, 'attention', 'attention/shapes-of-one-head');
  await form.getByLabel('the scores').fill('T ? S');
  await form.getByLabel('the weights').fill('(t, s)');
  await form.getByLabel('the output').fill('[S, W]');
  await press(form, 'Check');
  await expect(verdict(form)).toContainText('“?” is no size');
  await form.getByLabel('the scores').fill('T S');
  await press(form, 'Check');
  await expect(verdict(form)).toContainText('2 of 3 right. Look again at 3.');
  await expect(verdict(form)).toContainText('one output for each query, not for each key');
});

test('flaw: one span is picked, and the repair is shown', async ({ page }) => {
  const form = await openQuestion(page, 'video', 'video/numbers-nobody-published');
  await form.getByRole('radio', { name: 'Its encoder has 12 layers' }).focus();
  await page.keyboard.press('Space');
  await press(form, 'Check');
  await expect(verdict(form)).toContainText('Right.');
  await expect(form.locator('.explained')).toContainText('It should say: Number of layers');
});

test('own words: an answer to compare, points to tick, the words stay', async ({ page }) => {
  const form = await openQuestion(page, 'video', 'video/bank-advantages');
  await form.getByLabel('Your answer').fill('It made videos.');
  await press(form, 'Show an answer to compare');
  await expect(form.getByLabel('Your answer')).toHaveValue('It made videos.');
  await form.getByRole('checkbox').first().focus();
  await page.keyboard.press('Space');
  await press(form, 'Grade');
  await expect(verdict(form)).toContainText('1 of 4 points.');
  await expect(form.locator('.explained')).toContainText('The service has ended.');
  await expect(form.getByRole('link', { name: 'Three graded answers' })).toBeVisible();
});

test('bytes: GiB will do, and a unit that is not counted is said', async ({ page }) => {
  const form = await openQuestion(page, 'efficiency', 'efficiency/cache-full');
  const shown = (await form.locator('legend').innerText()).replaceAll(',', '');
  const [layers, heads, width, batch, tokens] = [...shown.matchAll(/\d+/g)].map(Number).slice(-6);
  const bytes = [layers, heads, width, batch, tokens].reduce((all = 1, x = 1) => all * x, 4) ?? 0;
  const field = form.getByLabel('Your number, in bytes');
  await field.fill('3 apples');
  await press(form, 'Check');
  await expect(verdict(form)).toContainText('“apples” is no unit');
  await field.fill(`${String(bytes / 2 ** 30)} GiB`);
  await field.press('Enter');
  await expect(verdict(form)).toContainText('Right.');
});

test('each graded answer is announced once, with its seed and how much was right', async ({
  page,
}) => {
  const form = await openQuestion(page, 'code', 'code/when-is-it-training');
  await page.evaluate(() => {
    const heard: GradedEvent[] = [];
    Object.assign(window, { heard });
    document.addEventListener('question-graded', ({ detail }) => heard.push(detail));
  });
  await press(form, 'Check');
  await form.getByRole('checkbox', { name: 'An explicit argument' }).check();
  await press(form, 'Check');
  await press(form, 'Check');
  const heard = await page.evaluate(() => (window as unknown as { heard: GradedEvent[] }).heard);
  expect(heard).toHaveLength(1);
  expect(heard[0]).toMatchObject({ id: 'code/when-is-it-training', topic: 'code', right: 0.75 });
  expect(heard[0]?.seed).toBeGreaterThanOrEqual(0);
  expect(heard[0]?.seconds).toBeGreaterThan(0);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`answered questions are accessible and fit 360 pixels, ${scheme}`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, `${BANK}code/`);
    await chooseScheme(page, scheme);
    await answerAll(page);
    expect(await audit(page)).toEqual([]);
    expect(await page.evaluate(sidewaysScroll)).toBe(0);
    expect(await page.evaluate(smallTargets)).toEqual([]);
  });
}

/** Gives some answer to every question of the page. */
async function answerAll(page: Page): Promise<void> {
  for (const form of await page.locator('form.question').all()) {
    for (const box of await form.getByRole('checkbox').all()) await box.check();
    for (const radio of await form.getByRole('radio').all()) await radio.check();
    for (const select of await form.getByRole('combobox').all()) {
      await select.selectOption({ index: 1 });
    }
    for (const field of await form.locator('.field input').all()) await field.fill('12');
    await form.locator('[type=submit]').click();
    if (await form.getByRole('button', { name: 'Grade' }).isVisible()) await press(form, 'Grade');
    await expect(form.locator('.explained')).toBeVisible();
  }
}

test.describe('the list of all questions', () => {
  const shown = (page: Page): Locator => page.locator('bank-index .questions > li:visible');

  test('narrows by links, keeps the other choices, and by address', async ({ page }) => {
    await open(page, BANK);
    const filters = page.getByRole('navigation', { name: 'Show' });
    const all = await shown(page).count();
    await filters.getByRole('link', { name: 'Senior' }).press('Enter');
    await filters.getByRole('link', { name: 'Video and Sora' }).press('Enter');
    await expect(page).toHaveURL(/#topic=video&level=senior$/);
    await expect(filters.getByRole('link', { name: 'Senior' })).toHaveAttribute('aria-current');
    const narrowed = await shown(page).count();
    expect(narrowed).toBeGreaterThan(0);
    expect(narrowed).toBeLessThan(all);
    await expect(page.getByText(`${String(narrowed)} of ${String(all)} questions.`)).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/#level=senior$/);
    await open(page, `${BANK}#kind=free&topic=code`);
    await expect(page.locator('bank-index section:visible')).toHaveCount(1);
  });

  test('leads to the question itself @sub-folder', async ({ page }) => {
    await open(page, BANK);
    await page.getByRole('link', { name: 'Prove that a decoder layer lets' }).click();
    await expect(ask(page, 'code/prove-a-leak')).toBeInViewport();
  });

  test.describe('without scripts', () => {
    test.use({ javaScriptEnabled: false });

    test('stands whole, and answers open', async ({ page }) => {
      await page.goto(BANK);
      expect(await shown(page).count()).toBeGreaterThanOrEqual(180);
      await page.goto(`${BANK}code/`);
      const form = ask(page, 'code/prove-a-leak');
      await form.getByText('The answer, and why').click();
      await expect(form.getByText('Keep the outputs').last()).toBeVisible();
      await expect(form.getByRole('button')).toHaveCount(0);
    });
  });
});
