import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from '@playwright/test';
import { answerAll, begin, desk as mockDesk, heading, openMock } from './support/mock.ts';
import { open } from './support/pages.ts';
import { rowsKept } from './support/reader.ts';
import { expect, test } from './support/test.ts';

/** The whole of what the course is for, in the order in which a reader does it. */

const LESSON = 'attention/scaled-dot-product-attention/';
const REVIEW = 'interview/review/';
const PROGRESS = 'interview/progress/';
const DAY = 86_400_000;
const NOON = new Date('2026-12-01T12:00:00');
const NEXT_NOON = new Date(NOON.getTime() + DAY);

test('lesson, miss, review on the next day, mock, report, export, a fresh profile, import: the same', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  await page.clock.install({ time: NOON });
  await missInLesson(page);
  await page.clock.setSystemTime(NEXT_NOON);
  await reviewIt(page);
  await openMock(page);
  await begin(page, 'Generative video', 20, 2026);
  const asked = await answerAll(page);
  await expect(heading(page)).toHaveText(/^Report: Generative video, 20 minutes/);
  // The miss, its grade, the interview.
  await expect.poll(() => rowsKept(page)).toBe(3);

  const before = await lookAround(page);
  expect(before.cards).toMatch(/^[1-9]\d* cards?$/);
  expect(before.items).toHaveLength(asked);
  const text = await exportFile(page);

  const other = await freshPage(browser, baseURL);
  await importFile(other, text, 3);
  expect(await lookAround(other)).toEqual(before);
  expect(withoutTime(await exportFile(other))).toEqual(withoutTime(text));
  await other.context().close();
});

test('a cell that was changed and has run goes along, and is there in a fresh profile', async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow();
  await open(page, LESSON);
  const cell = page.locator('[data-cell]').first();
  await cell.getByRole('button', { name: 'Edit', exact: true }).click();
  await cell.getByRole('textbox').press('ControlOrMeta+a');
  await page.keyboard.insertText("console.log('mine');");
  await cell.getByRole('button', { name: 'Run', exact: true }).click();
  await expect.poll(() => rowsKept(page).catch(() => 0)).toBe(1);
  await open(page, PROGRESS);
  const text = await exportFile(page);

  const other = await freshPage(browser, baseURL);
  await importFile(other, text, 1);
  await open(other, LESSON);
  await expect(other.locator('[data-cell] pre.own').first()).toHaveText("console.log('mine');");
  expect(await rowsKept(other)).toBe(1);
  await other.context().close();
});

async function missInLesson(page: Page): Promise<void> {
  await open(page, LESSON);
  const form = page.locator('form[data-question="attention/softmax-axis"]');
  await form.getByRole('radio', { name: 'Along each column' }).check();
  await form.getByRole('button', { name: 'Check' }).click();
  await expect(form.getByRole('status')).toContainText('Not right.');
  await expect.poll(() => rowsKept(page)).toBe(1);
}

async function reviewIt(page: Page): Promise<void> {
  await open(page, REVIEW);
  const desk = page.getByRole('region', { name: 'Review', exact: true });
  await expect(desk.locator('.standing')).toHaveText('1 card due today.');
  await desk.getByRole('radio', { name: 'Along each row' }).check();
  await desk.getByRole('button', { name: 'Check' }).click();
  await desk.getByRole('button', { name: /^Good/ }).click();
  await expect(desk.locator('.standing')).toContainText('Good: it comes back in 2 days.');
}

/** All that the pages show of a reader: progress, review and the report. Ends at the progress page. */
async function lookAround(page: Page) {
  await openMock(page);
  await page.getByRole('button', { name: /^Show the report/ }).click();
  const report = mockDesk(page).getByRole('article');
  const items = report.getByRole('listitem');
  // The questions of the report are fetched.
  await expect(items.last().getByRole('link')).toBeVisible();
  await expect(report.locator('li .asked', { hasText: /^(question|exercise|hunt):/ })).toHaveCount(
    0,
  );
  const shown = { report: await report.innerText(), items: await items.allInnerTexts() };
  await open(page, REVIEW);
  const figures = page.locator('[data-widget=review] figure');
  await expect(figures.first()).toBeVisible();
  const review = await figures.allInnerTexts();
  const all = await figures.first().innerText();
  await open(page, PROGRESS);
  const summary = await settled(page.locator('[data-widget=progress] > p').first());
  const tables = await page.locator('[data-widget=progress] table').allInnerTexts();
  return { ...shown, review, summary, tables, cards: /\d+ cards?/.exec(all)?.[0] };
}

async function settled(summary: Locator): Promise<string> {
  await expect(summary).toContainText('answer');
  return summary.innerText();
}

async function exportFile(page: Page): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export everything' }).click(),
  ]);
  return readFile(await file.path(), 'utf8');
}

async function freshPage(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await page.clock.install({ time: NEXT_NOON });
  return page;
}

async function importFile(page: Page, text: string, count: number): Promise<void> {
  await open(page, PROGRESS);
  const file = { name: 'export.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.getByLabel('Import an export').setInputFiles(file);
  const said = count === 1 ? '1 new entry taken in.' : `${count} new entries taken in.`;
  await expect(page.getByText(said)).toBeVisible();
}

/** A file says when it was written; nothing else may differ. */
function withoutTime(text: string): string {
  return text.replace(/"exported":\d+/, '"exported":0');
}
