import { expect, type Locator, type Page } from '@playwright/test';
import { open } from './pages.ts';

const MOCK = 'interview/mock-interview/';

export const mock = (page: Page): Locator => page.locator('[data-widget=mock]');
export const desk = (page: Page): Locator =>
  page.getByRole('region', { name: 'Mock interview', exact: true });
export const standing = (page: Page): Locator => desk(page).locator('.standing');
export const press = (page: Page, name: string): Promise<void> =>
  desk(page).getByRole('button', { name, exact: true }).click();

/** The heading of the question or the report that is on. */
export const heading = (page: Page): Locator =>
  desk(page).getByRole('heading', { level: 2 }).first();

export async function openMock(page: Page): Promise<void> {
  await open(page, MOCK);
  await expect(mock(page)).toHaveAttribute('aria-busy', 'false');
}

/** Begins an interview of a seed. */
export async function begin(page: Page, role = 'Research', minutes = 20, seed = 7): Promise<void> {
  await desk(page).getByRole('radio', { name: role }).check();
  await desk(page)
    .getByRole('radio', { name: `${minutes} min` })
    .check();
  await desk(page).locator('summary', { hasText: 'Seed' }).click();
  await desk(page).getByRole('textbox', { name: 'Seed' }).fill(String(seed));
  await press(page, 'Start');
  await expect(heading(page)).toHaveText(/^Question 1 of \d+: /);
}

/** Skips until a question fits. Fails if none does before the report. */
export async function skipTo(page: Page, wanted: Locator, most = 60): Promise<void> {
  for (let i = 0; i < most; i++) {
    await expect(openTurn(page)).toBeVisible();
    if (await wanted.isVisible()) return;
    await skip(page);
  }
  throw new Error('no question fits');
}

/** The fields of the question that is on, once they are there. */
export const openTurn = (page: Page): Locator => desk(page).locator('.quiz .question').last();

export async function skip(page: Page): Promise<void> {
  const before = await heading(page).innerText();
  await press(page, 'Skip');
  await expect(heading(page)).not.toHaveText(before);
}

/** Goes on to the next question or to the report. */
export async function goOn(page: Page): Promise<void> {
  const before = await heading(page).innerText();
  await desk(page)
    .getByRole('button', { name: /^(Next question|To the report)$/ })
    .click();
  await expect(heading(page)).not.toHaveText(before);
}

/** Answers whatever is asked, in some way, and stops where the answer is graded. */
export async function answerSomehow(page: Page): Promise<void> {
  await expect(openTurn(page)).toBeVisible();
  const choice = desk(page).locator('.quiz .question').first().getByRole('radio').first();
  if ((await choice.count()) > 0) await choice.check();
  const form = desk(page).locator('.quiz form');
  if ((await form.count()) === 0) return press(page, 'I am done');
  for (const field of await form.locator('input[type=text]').all()) await field.fill('12');
  for (const list of await form.locator('select').all()) await list.selectOption({ index: 1 });
  const first = form.locator('.choice input').first();
  if ((await first.count()) > 0) await first.check();
  const words = form.getByRole('textbox', { name: /Your answer/ });
  if ((await words.count()) > 0) {
    await words.fill('It depends.');
    await form.getByRole('button', { name: 'Show an answer' }).click();
    await form.getByRole('checkbox').first().check();
    await form.getByRole('button', { name: 'Grade' }).click();
  } else await form.getByRole('button', { name: 'Check' }).click();
}

/** Answers everything, in some way, down to the report. */
export async function answerAll(page: Page, most = 60): Promise<number> {
  for (let i = 0; i < most; i++) {
    if ((await heading(page).innerText()).startsWith('Report')) return i;
    await answerSomehow(page);
    await goOn(page);
  }
  throw new Error('no report');
}

/** Ends the interview before its time. */
export async function end(page: Page): Promise<void> {
  await press(page, 'End the interview');
  await press(page, 'Yes, end it');
  await expect(heading(page)).toHaveText(/^Report: /);
}
