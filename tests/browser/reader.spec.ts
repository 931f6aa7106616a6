import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from '@playwright/test';
import { audit, chooseScheme } from './support/axe.ts';
import { sidewaysScroll, smallTargets } from './support/layout.ts';
import { open } from './support/pages.ts';
import { putEvents, rowsKept, type Row } from './support/reader.ts';
import { expect, test } from './support/test.ts';

/** What a reader does is written down, comes up again, and can be taken along. */

const LESSON = 'attention/scaled-dot-product-attention/';
const REVIEW = 'interview/review/';
const PROGRESS = 'interview/progress/';
const DAY = 86_400_000;
const NOON = new Date('2026-12-01T12:00:00');

const ask = (page: Page, id: string): Locator => page.locator(`form[data-question="${id}"]`);
const desk = (page: Page): Locator => page.getByRole('region', { name: 'Review', exact: true });
const standing = (page: Page): Locator => desk(page).locator('.standing');
const grade = (page: Page, name: string): Locator =>
  desk(page)
    .getByRole('group', { name: 'How well did you know it?' })
    .getByRole('button', { name });

/** Answers “Along which direction …?” in its lesson, wrong unless told otherwise. */
async function answer(page: Page, choice = 'Along each column'): Promise<void> {
  const form = ask(page, 'attention/softmax-axis');
  await form.getByRole('radio', { name: choice }).check();
  await form.getByRole('button', { name: 'Check' }).click();
  await expect(form.getByRole('status')).toContainText('ight.');
}

async function exportFile(page: Page): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export everything' }).click(),
  ]);
  return readFile(await file.path(), 'utf8');
}

async function importFile(page: Page, text: string): Promise<void> {
  const file = { name: 'export.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.getByLabel('Import an export').setInputFiles(file);
}

const importStatus = (page: Page): Locator => page.locator('[data-widget=progress] > .said');

test('a miss is there after a reload, and comes up on the next day', async ({ page }) => {
  await page.clock.install({ time: NOON });
  await open(page, LESSON);
  await answer(page);
  await expect.poll(() => rowsKept(page)).toBe(1);
  await open(page, LESSON);
  await expect(ask(page, 'attention/softmax-axis')).toContainText('Last time: not right.');
  await expect(page.getByText('4 questions are open.')).toBeVisible();

  await open(page, REVIEW);
  await expect(standing(page)).toContainText(
    'Nothing is due today. The next card comes up on Wed, Dec 2.',
  );
  await page.clock.setFixedTime(new Date(NOON.getTime() + DAY));
  await open(page, REVIEW);
  await expect(standing(page)).toHaveText('1 card due today.');
  await expect(desk(page).getByText('Along which direction')).toBeVisible();
});

test('a review by keyboard alone: answer, grade, undo, grade again', async ({ page }) => {
  await page.clock.install({ time: NOON });
  await open(page, LESSON);
  await answer(page);
  await expect.poll(() => rowsKept(page)).toBe(1);
  await page.clock.setFixedTime(new Date(NOON.getTime() + DAY));
  await open(page, REVIEW);
  const form = ask(page, 'attention/softmax-axis');
  await form.getByRole('radio', { name: 'Along each row' }).focus();
  await page.keyboard.press('2');
  await expect(standing(page)).toContainText('Answer first');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(standing(page)).toHaveText('“Good” fits this answer. You decide.');
  await expect(grade(page, 'Good')).toHaveAttribute('aria-disabled', 'false');
  await expect(grade(page, 'Good')).toContainText('2 days');
  await page.keyboard.press('3');
  await expect(standing(page)).toHaveText(
    'Good: it comes back in 2 days. That was the last one for today.',
  );
  // An answer in review is a grade, not an answer of a quiz.
  await expect.poll(() => rowsKept(page)).toBe(2);
  await grade(page, 'Undo').focus();
  await page.keyboard.press('u');
  await expect(standing(page)).toHaveText('Taken back. Here it is again.');
  await expect(form).toBeFocused();
  await desk(page).getByRole('button', { name: 'Show the answer' }).press('Enter');
  await page.keyboard.press('1');
  await expect(standing(page)).toHaveText('Again: it comes back in 10 min. 1 card left.');
  await page.keyboard.press('u');
  await page.keyboard.press('u');
  await expect(standing(page)).toHaveText('There is no grade of this visit to take back.');
});

test('a key that is typed into a field grades nothing', async ({ page }) => {
  await putEvents(page, [missOf('attention/score-by-hand', 0)]);
  await open(page, REVIEW);
  const field = ask(page, 'attention/score-by-hand').getByLabel('Your number');
  await desk(page).getByRole('button', { name: 'Show the answer' }).click();
  await field.press('3');
  await expect(field).toHaveValue('3');
  expect(await rowsKept(page)).toBe(1);
});

test('the whole way: miss, review, export, a fresh profile, import, the same state', async ({
  page,
  browser,
  baseURL,
}) => {
  await putEvents(page, someMisses(12));
  await open(page, REVIEW);
  await expect(standing(page)).toHaveText('12 cards due today.');
  await desk(page).getByRole('button', { name: 'Show the answer' }).click();
  await grade(page, 'Easy').click();
  await expect(standing(page)).toContainText('11 cards left.');
  await page.getByLabel('Day of the interview').fill('2099-03-01');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(standing(page)).toContainText('Sun, Mar 1, in');

  await open(page, PROGRESS);
  const summary = page.locator('[data-widget=progress] > p').first();
  await expect(summary).toContainText('12 answers and 1 review on');
  const text = await exportFile(page);
  const [before, figures] = [await summary.innerText(), await lessonsTable(page)];

  const other = await freshPage(browser, baseURL);
  await open(other, PROGRESS);
  await expect(other.getByText('Nothing is written down yet.')).toBeVisible();
  await importFile(other, text);
  await expect(importStatus(other)).toHaveText('14 new entries taken in.');
  await expect(other.locator('[data-widget=progress] > p').first()).toHaveText(before);
  expect(await lessonsTable(other)).toEqual(figures);
  await importFile(other, text);
  await expect(importStatus(other)).toHaveText(
    '0 new entries taken in. 14 entries were here already.',
  );
  expect(sortedEvents(await exportFile(other))).toEqual(sortedEvents(text));
  await open(other, REVIEW);
  await expect(standing(other)).toHaveText('11 cards due today.');
  await other.context().close();
});

test('a file of somebody else is refused, in words', async ({ page }) => {
  await open(page, PROGRESS);
  await importFile(page, '{"format":');
  await expect(importStatus(page)).toContainText('The file is no JSON.');
  const bad = {
    format: 'from-attention-to-sora/reader',
    version: 1,
    exported: 0,
    events: [{ a: 1 }],
  };
  await importFile(page, JSON.stringify(bad));
  await expect(importStatus(page)).toHaveText(
    '0 new entries taken in. 1 entry could not be read and was left out.',
  );
  await expect(page.getByRole('button', { name: 'Download what was left out' })).toBeVisible();
});

test('cards for Anki: a file with formulas in TeX', async ({ page }) => {
  await putEvents(page, [missOf('attention/why-root-d', 0), missOf('attention/softmax-axis', 1)]);
  await open(page, PROGRESS);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export my cards for Anki' }).click(),
  ]);
  await expect(importStatus(page)).toHaveText('2 cards exported.');
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toMatch(/^#separator:tab\n#html:true\n/);
  expect(text.split('\n').filter((line) => line.startsWith('attention/'))).toHaveLength(2);
  expect(text).toMatch(/\\\([^)]+\\\)/);
  expect(text).not.toContain('katex');
});

test('two tabs write 300 answers each at the same time: none of 600 is lost', async ({
  page,
  context,
}) => {
  // A tab in the background draws nothing: it is opened first.
  await open(page, LESSON);
  const other = await context.newPage();
  await open(other, LESSON);
  await Promise.all([page, other].map((tab, i) => answerMany(tab, 300, i)));
  await expect.poll(() => rowsKept(page), { timeout: 30_000 }).toBe(600);
  // No number was given out twice.
  const numbers = (await readRows(page)).map(({ n }) => n as number).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 600 }, (_, n) => n));
  // The first opening packs the rows into a block, the second one reads it.
  for (const left of [600, 0]) {
    await open(page, PROGRESS);
    await expect(page.getByText('Written down: 600 entries.')).toBeVisible();
    if (left > 0) await expect.poll(() => rowsKept(page)).toBe(0);
  }
});

test('another tab shows what is done here', async ({ page, context }) => {
  await open(page, PROGRESS);
  await expect(page.getByText('Written down: 0 entries.')).toBeVisible();
  const other = await context.newPage();
  await open(other, LESSON);
  await answer(other);
  await expect(page.getByText('Written down: 1 entry.')).toBeVisible();
});

async function denyStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get: () => ({
        open: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      }),
    });
  });
}

test('storage denied: it is said, and can be exported where it was done', async ({ page }) => {
  await denyStorage(page);
  await open(page, LESSON);
  await answer(page);
  const line = page.locator('.reader-keeping');
  await expect(line).toContainText('Your browser lets this site keep nothing.');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    line.getByRole('button', { name: 'Export my data' }).click(),
  ]);
  expect(JSON.parse(await readFile(await file.path(), 'utf8'))).toMatchObject({
    events: [{ question: 'attention/softmax-axis', right: 0 }],
  });
});

for (const scheme of ['light', 'dark'] as const) {
  test(`what says that nothing is kept is accessible, ${scheme}`, async ({ page }) => {
    await denyStorage(page);
    await open(page, PROGRESS);
    await answerMany(page, 1, 1);
    await expect(page.locator('.reader-keeping')).toContainText('keep nothing');
    await expect(page.locator('.notice')).toContainText('keep nothing');
    await chooseScheme(page, scheme);
    expect(await audit(page)).toEqual([]);
  });
}

test('storage full: it is said, nothing is lost', async ({ page, context, baseURL }) => {
  await open(page, PROGRESS);
  const client = await context.newCDPSession(page);
  const origin = new URL(baseURL ?? '').origin;
  await client.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 3_000_000 });
  await page.evaluate(fillStorage);
  await open(page, LESSON);
  await answer(page);
  await expect(page.locator('.reader-keeping')).toContainText(
    'no room left for this site. 1 entry',
  );
  await client.send('Storage.overrideQuotaForOrigin', { origin });
  await page.evaluate(() => indexedDB.deleteDatabase('filler'));
  await ask(page, 'attention/softmax-axis').getByRole('button', { name: 'This one again' }).click();
  await answer(page, 'Along each row');
  await expect.poll(() => rowsKept(page)).toBe(2);
  await expect(page.locator('.reader-keeping')).toBeEmpty();
});

test('a damaged row is set aside, can be downloaded, and is removed when told', async ({
  page,
}) => {
  await putEvents(page, [missOf('attention/mix', 0), { id: 'broken', kind: 'answered', right: 7 }]);
  await open(page, REVIEW);
  await expect(standing(page)).toHaveText('1 card due today.');
  await expect(page.getByText('1 entry in your browser could not be read.')).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download what was set aside' }).click(),
  ]);
  expect(JSON.parse(await readFile(await file.path(), 'utf8'))).toEqual([
    { id: 'broken', kind: 'answered', right: 7 },
  ]);
  await page.getByRole('button', { name: 'Remove it from this browser' }).click();
  await expect(page.getByText('could not be read')).toHaveCount(0);
  expect(await rowsKept(page)).toBe(1);
});

test('a clock that goes back a year: nothing breaks, and the card stays due', async ({ page }) => {
  await page.clock.install({ time: NOON });
  await putEvents(page, [{ ...missOf('attention/mix', 0), at: NOON.getTime() }]);
  await page.clock.setFixedTime(new Date(NOON.getTime() + 2 * DAY));
  await open(page, REVIEW);
  await desk(page).getByRole('button', { name: 'Show the answer' }).click();
  await grade(page, 'Easy').click();
  await expect.poll(() => rowsKept(page)).toBe(2);
  await page.clock.setFixedTime(new Date(NOON.getTime() - 365 * DAY));
  await open(page, REVIEW);
  await expect(standing(page)).toHaveText('1 card due today.');
  await desk(page).getByRole('button', { name: 'Show the answer' }).click();
  await grade(page, 'Good').click();
  await expect(standing(page)).toContainText('it comes back in');
});

test('an interview tomorrow brings today what would come later', async ({ page }) => {
  await page.clock.install({ time: NOON });
  await putEvents(
    page,
    someMisses(3).map((row) => ({ ...row, at: NOON.getTime() })),
  );
  await open(page, REVIEW);
  await expect(standing(page)).toContainText('Nothing is due today.');
  await page.getByLabel('Day of the interview').fill('2026-12-02');
  await page.getByRole('button', { name: 'Set', exact: true }).press('Enter');
  await expect(page.getByText('Wed, Dec 2, in 1 day.').first()).toBeVisible();
  await expect(desk(page).getByText('3 cards to go')).toBeVisible();
  await page.getByRole('button', { name: 'Remove the day' }).click();
  await expect(page.getByText('No day is set.').first()).toBeVisible();
});

test('cards of steps and exercises, and one that the course has no more', async ({
  page,
  problems,
}) => {
  await putEvents(page, [
    {
      ...rowOf(0),
      kind: 'predicted',
      lesson: 'attention/scaled-dot-product-attention',
      topic: 'attention',
      step: 'scores',
      what: 'shape',
      asked: 'Which shape will “Scores” have?',
      why: '[T, S] = [6, 6].',
      right: false,
    },
    {
      ...rowOf(1),
      kind: 'exercise',
      exercise: 'causal-attention',
      topic: 'code',
      passed: false,
      seconds: 60,
    },
    missOf('attention/long-gone', 2),
  ]);
  await open(page, REVIEW);
  await expect(desk(page).getByText('Which shape will “Scores” have?')).toBeVisible();
  await desk(page).getByRole('button', { name: 'Show the answer' }).click();
  await expect(desk(page).getByText('[T, S] = [6, 6].')).toBeVisible();
  await grade(page, 'Good').click();
  await expect(desk(page).getByRole('link', { name: /Open “/ })).toHaveAttribute(
    'href',
    /exercises\/causal-attention\/$/,
  );
  await desk(page).getByRole('button', { name: 'Show the answer' }).click();
  await grade(page, 'Good').click();
  await expect(desk(page).getByText('no longer in the course')).toBeVisible();
  await desk(page).getByRole('button', { name: 'Not now' }).click();
  await expect(standing(page)).toHaveText('That was the last one for today.');
  problems.length = 0; // the browser reports the 404 itself
});

test('with many cards: plots have tables, it is accessible, and fits 360 pixels', async ({
  page,
}) => {
  await putEvents(page, someHistory());
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of [REVIEW, PROGRESS]) {
    await open(page, path);
    await expect(page.locator('.reader[aria-busy=false]')).toBeVisible();
    for (const summary of await page.getByText('As a table').all()) await summary.click();
    expect(await page.evaluate(sidewaysScroll)).toBe(0);
    expect(await page.evaluate(smallTargets)).toEqual([]);
    for (const scheme of ['light', 'dark'] as const) {
      await chooseScheme(page, scheme);
      expect(await audit(page)).toEqual([]);
    }
  }
  await open(page, REVIEW);
  await expect(page.getByRole('img', { name: /^Cards that come up\. \d+ cards/ })).toBeVisible();
  await expect(
    page.getByRole('img', { name: /^Recalled after a day or more\. \d+ %/ }),
  ).toBeVisible();
  await expect(
    page.getByRole('img', { name: /^Topics, the weakest first\. Weakest: / }),
  ).toBeVisible();
});

test('no lesson loads the log or FSRS before it is needed; the review does', async ({ page }) => {
  const texts: Promise<string>[] = [];
  page.on('response', (one) => {
    if (one.url().endsWith('.js')) texts.push(one.text());
  });
  const isLoaded = async (mark: string) =>
    (await Promise.all(texts)).some((text) => text.includes(mark));
  await page.goto(LESSON);
  await page.waitForLoadState('networkidle');
  expect([await isLoaded('onversionchange'), await isLoaded('request_retention')]).toEqual([
    false,
    false,
  ]);
  await page.goto(REVIEW);
  await page.waitForLoadState('networkidle');
  expect([await isLoaded('onversionchange'), await isLoaded('request_retention')]).toEqual([
    true,
    true,
  ]);
});

function rowOf(at: number): Row {
  const hex = at.toString(16).padStart(12, '0');
  return {
    v: 1,
    id: `00000000-0000-4000-8000-${hex}`,
    log: '00000000-0000-4000-8000-ffffffffffff',
    n: at,
    at: Date.now() - 3 * DAY + at,
  };
}

function missOf(question: string, at: number, topic = 'attention'): Row {
  return { ...rowOf(at), kind: 'answered', question, topic, seed: 1, right: 0, seconds: 20 };
}

const QUESTIONS = ['mix', 'why-root-d', 'softmax-axis', 'output-size', 'sinusoid', 'wavelength'];

function someMisses(count: number): Row[] {
  return Array.from({ length: count }, (_, i) =>
    missOf(i < QUESTIONS.length ? `attention/${QUESTIONS[i] ?? ''}` : `attention/q-${i}`, i),
  );
}

/** Sixty cards of two topics, graded over a month. */
function someHistory(): Row[] {
  const misses: Row[] = Array.from({ length: 60 }, (_, i) => ({
    ...missOf(
      `attention/${QUESTIONS[i % QUESTIONS.length] ?? ''}${i < 6 ? '' : `-${i}`}`,
      i,
      i % 2 ? 'video' : 'attention',
    ),
    at: Date.now() - 30 * DAY,
  }));
  const grades = Array.from({ length: 240 }, (_, i) => ({
    ...rowOf(60 + i),
    at: Date.now() - (28 - Math.floor(i / 10)) * DAY,
    kind: 'graded',
    card: `question:${String(misses[i % 60]?.question)}`,
    grade: 1 + ((i * 7) % 4),
    seed: 1,
    seconds: 10,
  }));
  return [...misses, ...grades];
}

function lessonsTable(page: Page): Promise<string[]> {
  return page.locator('[data-widget=progress] table').first().getByRole('row').allInnerTexts();
}

function sortedEvents(text: string): unknown[] {
  const { events } = JSON.parse(text) as { events: { id: string }[] };
  return events.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function freshPage(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext(baseURL ? { baseURL } : {});
  return context.newPage();
}

/** Says on the page, many times, that a question was graded. */
function answerMany(page: Page, count: number, from: number): Promise<void> {
  return page.evaluate(
    ([times, seed]) => {
      for (let i = 0; i < times; i++) {
        const detail = { id: 'attention/mix', topic: 'attention', seed, right: i % 2, seconds: 1 };
        document.body.dispatchEvent(new CustomEvent('question-graded', { bubbles: true, detail }));
      }
    },
    [count, from] as const,
  );
}

function readRows(page: Page): Promise<Row[]> {
  return page.evaluate(
    () =>
      new Promise<Row[]>((resolve, reject) => {
        const request = indexedDB.open('from-attention-to-sora');
        request.onerror = () => reject(new Error('not opened'));
        request.onsuccess = () => {
          const all = request.result.transaction('events').objectStore('events').getAll();
          all.onsuccess = () => {
            request.result.close();
            resolve(all.result as Row[]);
          };
        };
      }),
  );
}

/** Runs in the page: writes into another database until there is no more room. */
async function fillStorage(): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('filler', 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore('rows', { autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
  });
  // From large pieces to small ones, so that not even an entry fits.
  for (const size of [500_000, 50_000, 5_000, 500, 50]) {
    let fits = true;
    while (fits) {
      fits = await new Promise<boolean>((resolve) => {
        const transaction = database.transaction('rows', 'readwrite');
        const bytes = crypto.getRandomValues(new Uint8Array(Math.min(size, 65_536)));
        transaction.objectStore('rows').add(new Blob([bytes]).size === 0 ? '' : bytes);
        transaction.oncomplete = () => resolve(true);
        transaction.onabort = () => resolve(false);
      });
    }
  }
  database.close();
}

test('a prediction in a stepper is written down with both its texts', async ({ page }) => {
  await open(page, LESSON);
  const stepper = page.locator('[data-stepper]').first();
  await stepper.getByLabel('Predict, then reveal').check();
  await stepper.getByRole('button', { name: 'Next step', exact: true }).click();
  await stepper
    .getByRole('group', { name: /^Which shape will/ })
    .getByRole('radio')
    .last()
    .check();
  await stepper.getByRole('button', { name: 'Reveal', exact: true }).click();
  await expect.poll(() => rowsKept(page)).toBe(1);
  const [row] = await readRows(page);
  const right = await stepper.getByText('Right.').isVisible();
  const place = { lesson: LESSON.slice(0, -1), topic: 'attention' };
  expect(row).toMatchObject({ kind: 'predicted', what: 'shape', right, ...place });
  expect(row?.asked).toMatch(/^Which shape will “.+” have\?$/);
  expect(row?.why).toContain('[');
});
