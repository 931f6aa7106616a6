import type { Page } from '@playwright/test';
import { audit, chooseScheme } from './support/axe.ts';
import { check as handIn, exerciseFile } from './support/exercise.ts';
import { sidewaysScroll, smallTargets } from './support/layout.ts';
import {
  answerAll,
  answerSomehow,
  begin,
  desk,
  end,
  goOn,
  heading,
  mock,
  openMock,
  openTurn,
  press,
  skip,
  skipTo,
  standing,
} from './support/mock.ts';
import { open } from './support/pages.ts';
import { putEvents, rowsKept, type Row } from './support/reader.ts';
import { expect, test } from './support/test.ts';

/** A rehearsal on a clock: drawn, timed, graded, reported, kept. */

const NOON = new Date('2026-12-01T12:00:00');
const MINUTE = 60_000;

const timeLeft = (page: Page) => desk(page).getByRole('timer').first();
const choices = (page: Page) => desk(page).locator('.quiz .question', { hasText: 'A follow-up' });
const words = (page: Page) => desk(page).getByRole('textbox', { name: /Your answer/ });

test('an interview from the plan to the report, which stays', async ({ page }) => {
  test.slow();
  await openMock(page);
  await begin(page);
  await expect(standing(page)).toHaveText(/^\d+ questions in 20 minutes. The clock runs.$/);
  const asked = await answerAll(page);
  expect(asked).toBeGreaterThan(5);
  await expect(heading(page)).toBeFocused();
  const report = desk(page).getByRole('article');
  await expect(report).toContainText(new RegExp(`\\d+ % of the points in ${asked} questions`));
  await expect(report).toContainText('The clock was never paused.');
  await expect(report).toContainText('Seed 7');
  await expect(report.getByText('It depends.').first()).toBeVisible();
  expect(await rowsKept(page)).toBe(1);

  await openMock(page);
  await showReport(page, /Show the report: Research, 20 minutes/);
  await expect(report.getByRole('listitem')).toHaveCount(asked);
  await open(page, 'interview/review/');
  await expect(page.getByText(/The next card comes up on/)).toBeVisible();
});

test('the same seed asks the same', async ({ page }) => {
  await openMock(page);
  await begin(page, 'Infrastructure', 45, 4711);
  const first = await desk(page).locator('.quiz legend').first().innerText();
  const many = await heading(page).innerText();
  await end(page);
  await press(page, 'Another interview');
  await begin(page, 'Infrastructure', 45, 4711);
  await expect(heading(page)).toHaveText(many);
  await expect(desk(page).locator('.quiz legend').first()).toHaveText(first);
});

test('by keyboard alone', async ({ page }) => {
  await openMock(page);
  await desk(page).getByRole('radio', { name: 'Research' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(desk(page).getByRole('radio', { name: 'Applied' })).toBeChecked();
  await desk(page).getByRole('button', { name: 'Start' }).press('Enter');
  await expect(openTurn(page)).toBeFocused();
  const second = await heading(page).innerText();
  await desk(page).getByRole('button', { name: 'Skip' }).press('Enter');
  await expect(heading(page)).not.toHaveText(second);
  await expect(openTurn(page)).toBeFocused();
  await expect(standing(page)).toHaveText('Skipped.');
  await desk(page).getByRole('button', { name: 'Pause' }).press('Space');
  await expect(standing(page)).toContainText('Paused. The clock stands');
  await expect(openTurn(page)).toBeHidden();
  await page.keyboard.press('Space');
  await expect(standing(page)).toHaveText('The clock runs.');
  await desk(page).getByRole('button', { name: 'End the interview' }).press('Enter');
  await expect(desk(page).getByRole('button', { name: 'Yes, end it' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page)).toBeFocused();
  await expect(heading(page)).toHaveText(/^Report: Applied, 30 minutes/);
});

test('the clock runs, stands in a pause, and warns', async ({ page }) => {
  await page.clock.install({ time: NOON });
  await openMock(page);
  await begin(page);
  await page.clock.runFor(5 * MINUTE);
  await expect(timeLeft(page)).toHaveText(/Time left: 1[45]:\d\d/);
  await press(page, 'Pause');
  await page.clock.runFor(2 * MINUTE);
  await expect(timeLeft(page)).toHaveText(/Time left: 1[45]:\d\d/);
  await press(page, 'Go on');
  await page.clock.runFor(10.5 * MINUTE);
  await expect(standing(page)).toHaveText('5 minutes left.');
  await page.clock.runFor(5 * MINUTE);
  await expect(standing(page)).toHaveText(
    'The time is up. Finish this answer; no other question follows.',
  );
  await answerSomehow(page);
  await expect(desk(page).getByRole('button', { name: 'To the report' })).toBeVisible();
  await goOn(page);
  await expect(heading(page)).toHaveText(/^Report: /);
  await expect(desk(page)).toContainText('The clock was paused once, for 2 min in all.');
  await expect(desk(page)).toContainText('questions were not reached.');
});

test('a reload goes on where it was, with what was typed, and the time away is a pause', async ({
  page,
}) => {
  await page.clock.install({ time: NOON });
  await openMock(page);
  await begin(page);
  await skipTo(page, words(page));
  await words(page).fill('Half of <b>my</b> answer');
  const at = await heading(page).innerText();
  await page.clock.runFor(1000);
  await page.goto('./404.html');
  await page.clock.setSystemTime(new Date(NOON.getTime() + 180 * MINUTE));
  await openMock(page);
  await expect(standing(page)).toContainText('You were away for 3 h');
  await expect(heading(page)).toHaveText(at);
  await expect(words(page)).toBeHidden();
  await press(page, 'Go on');
  await expect(words(page)).toHaveValue('Half of <b>my</b> answer');
  await end(page);
  await expect(desk(page)).toContainText(
    /The clock was paused once, for 3 h .* that the page was closed/,
  );
});

test('an answer that was graded before a reload is still graded after it', async ({ page }) => {
  await openMock(page);
  await begin(page);
  await skipTo(page, words(page));
  await answerSomehow(page);
  const verdict = (await openTurn(page).getByRole('status').textContent()) ?? '';
  await openMock(page);
  await press(page, 'Go on');
  await expect(openTurn(page).getByRole('status')).toHaveText(verdict);
  await goOn(page);
});

test('a follow-up goes on from what was chosen and answered', async ({ page }) => {
  test.slow();
  await openMock(page);
  await begin(page, 'Infrastructure', 60, 3);
  await skipTo(page, choices(page));
  const first = desk(page).locator('.quiz .question').first();
  const option = first.getByRole('radio').last();
  // The first step of most chains asks a number at once.
  while ((await option.count()) === 0) {
    await answerSomehow(page);
    await goOn(page);
  }
  await option.check();
  const label = await first.locator('label').last().innerText();
  const number = label.match(/^[\d,]+/)?.[0] ?? '';
  await expect(openTurn(page).locator('legend')).toContainText(number);
  await openTurn(page).getByRole('textbox').fill('1000 + 234');
  await press(page, 'Check');
  await expect(openTurn(page).getByRole('status')).toContainText('ight.');
  await expect(openTurn(page).locator('.working')).toContainText(number.split(' ')[0] ?? '');
  await goOn(page);
  if (await desk(page).locator('.quiz legend', { hasText: '1,234' }).isVisible()) {
    await expect(desk(page).locator('.quiz legend').last()).toContainText('your 1,234');
  }
});

test('a number that cannot be read is said, and nothing is counted', async ({ page }) => {
  await openMock(page);
  await begin(page);
  const field = desk(page).getByRole('textbox', { name: /Your number/ });
  await skipTo(page, field);
  await field.fill('nonsense');
  await press(page, 'Check');
  await expect(openTurn(page).getByRole('status')).toContainText(/“nonsense” is no (part|unit)/);
  await expect(desk(page).getByRole('button', { name: 'Check' })).toBeVisible();
});

test('an exercise is solved in place, by the judge of its own page', async ({ page }) => {
  test.slow();
  await openMock(page);
  await begin(page);
  const exercise = desk(page).locator('section[data-exercise]');
  await skipTo(page, exercise);
  const id = (await exercise.getAttribute('data-exercise')) ?? '';
  await expect(desk(page).getByText('You start from the stub.')).toBeVisible();
  expect(await handIn(exercise, exerciseFile(id, 'solution.cell'))).toMatch(/^Accepted/);
  await press(page, 'I am done');
  await expect(openTurn(page).getByText('Accepted. The clock stands')).toBeVisible();
  await goOn(page);
  await end(page);
  await expect(desk(page).getByRole('listitem').filter({ hasText: 'Exercise:' })).toContainText(
    '100 % of the points',
  );
  // It is written down once, with the interview.
  expect(await rowsKept(page)).toBe(1);
});

test('a bug hunt is solved on its own page, and its result comes back', async ({
  page,
  context,
}) => {
  test.slow();
  await openMock(page);
  await begin(page, 'Applied', 60);
  const way = desk(page).getByRole('link', { name: /^Open “.*” in a new tab$/ });
  await skipTo(page, way);
  await expect(openTurn(page)).toContainText('No result has come in yet.');
  const [hunt] = await Promise.all([context.waitForEvent('page'), way.click()]);
  await hunt.waitForURL(/bug-hunts/);
  const id = /bug-hunts\/([^/]+)/.exec(hunt.url())?.[1] ?? '';
  // How a hunt is solved, its own tests say.
  await hunt.evaluate((own) => {
    const detail = { kind: 'hunt', hunt: own, topic: 'code', found: true, seconds: 30 };
    document.dispatchEvent(new CustomEvent('reader-did', { detail }));
  }, id);
  await expect(openTurn(page)).toContainText('Your result has come in: solved.');
  await press(page, 'I am done');
  await expect(openTurn(page)).toContainText('Accepted.');
});

test('a second tab takes the interview over', async ({ page, context }) => {
  await openMock(page);
  await begin(page);
  const other = await context.newPage();
  await openMock(other);
  await expect(heading(other)).toHaveText(/^Question 1 /);
  await expect(desk(page)).toContainText('This interview goes on in another tab.');
  await press(page, 'Go on in this tab');
  await expect(heading(page)).toHaveText(/^Question 1 /);
  await expect(desk(other)).toContainText('This interview goes on in another tab.');
});

test('nothing can be kept: it is said, and the interview can be held', async ({ page }) => {
  await page.addInitScript(() => {
    const set = Reflect.get(Storage.prototype, 'setItem');
    Storage.prototype.setItem = function (key, value) {
      if (key === 'mock:session') throw new DOMException('no room', 'QuotaExceededError');
      set.call(this, key, value);
    };
  });
  await openMock(page);
  await begin(page);
  await expect(desk(page).getByRole('alert')).toContainText('Your browser keeps nothing');
  await answerSomehow(page);
  await end(page);
  await expect(heading(page)).toHaveText(/^Report: /);
});

test('an interview that cannot be read is set aside, not lost', async ({ page }) => {
  await page.goto('./404.html');
  await page.evaluate(() => localStorage.setItem('mock:session', '{"version":9}'));
  await openMock(page);
  await expect(desk(page)).toContainText('could not be read');
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Download it')]);
  expect(file.suggestedFilename()).toBe('mock-interview.json');
  await press(page, 'Remove it from this browser');
  await begin(page);
});

test('earlier interviews: a plot, a table, and one beside another', async ({ page }) => {
  await putEvents(page, [rowOf(1, 0.25), rowOf(2, 0.75)]);
  await openMock(page);
  await expect(mock(page)).toContainText('2 interviews, from 25 % of the points to 75 %.');
  await showReport(page, /Show the report: Applied, 31 minutes/);
  await expect(desk(page)).toContainText('1 topic better, 0 worse');
  await expect(desk(page).getByRole('row', { name: 'Attention 25 % 75 %' })).toBeVisible();
  await desk(page).getByLabel('Compare with').selectOption({ label: 'none' });
  await expect(desk(page)).not.toContainText('1 topic better');
});

test('a report prints alone', async ({ page }) => {
  await putEvents(page, [rowOf(1, 0.25)]);
  await openMock(page);
  await showReport(page, /Show the report/);
  await page.emulateMedia({ media: 'print' });
  await expect(heading(page)).toBeVisible();
  await expect(desk(page).getByText('So I said.')).toBeVisible();
  for (const gone of ['What is asked', 'Your interviews']) {
    await expect(page.getByRole('heading', { name: gone })).toBeHidden();
  }
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByRole('navigation').first()).toBeHidden();
});

test('without scripts it says what it is, and leads to the banks', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '', javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('interview/mock-interview/');
  expect(await page.locator('main').innerText()).toContain('The interview needs JavaScript');
  for (const bank of ['concept-bank', 'exercises']) {
    await expect(page.locator(`main noscript a[href="../${bank}/"]`)).toBeVisible();
  }
  await expect(page.getByRole('row', { name: /^Research 25 25 10/ })).toBeVisible();
  await context.close();
});

/** What a browser might offer: where it listens, by its own word. */
async function offerSpeech(page: Page, state: string | undefined): Promise<void> {
  await page.addInitScript((available) => {
    class Recognition extends EventTarget {
      get processLocally(): boolean {
        return this.#local;
      }
      set processLocally(value: boolean) {
        this.#local = value;
      }
      #local = false;
      start(): void {
        if (!this.#local) throw new Error('it would leave the device');
        const results = [Object.assign([{ transcript: ' so I say ' }], { isFinal: true })];
        const event = Object.assign(new Event('result'), { resultIndex: 0, results });
        setTimeout(() => this.dispatchEvent(event), 50);
      }
      stop(): void {
        this.dispatchEvent(new Event('end'));
      }
    }
    if (available) {
      Object.assign(Recognition, { available: () => Promise.resolve(available) });
    }
    Object.assign(window, { SpeechRecognition: Recognition, webkitSpeechRecognition: Recognition });
  }, state);
}

test('an answer may be spoken where the browser listens on the device', async ({ page }) => {
  await offerSpeech(page, 'available');
  await openMock(page);
  await begin(page);
  await skipTo(page, words(page));
  await words(page).fill('First');
  await press(page, 'Speak your answer');
  await expect(words(page)).toHaveValue('First so I say');
  await press(page, 'Stop listening');
  await expect(openTurn(page)).toContainText('Not listening.');
});

for (const state of [undefined, 'downloadable', 'unavailable']) {
  test(`speech is not offered where it is ${state ?? 'not said to stay here'}`, async ({
    page,
  }) => {
    await offerSpeech(page, state);
    await openMock(page);
    await begin(page);
    await skipTo(page, words(page));
    await expect(desk(page).getByRole('button', { name: 'Speak your answer' })).toHaveCount(0);
  });
}

for (const scheme of ['light', 'dark'] as const) {
  test(`accessible and narrow: plan, question, answer, report, ${scheme}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width: 360, height: 740 });
    await putEvents(page, [rowOf(1, 0.25), rowOf(2, 0.75)]);
    await openMock(page);
    await chooseScheme(page, scheme);
    const look = async () => {
      expect(await audit(page)).toEqual([]);
      expect(await page.evaluate(sidewaysScroll)).toBe(0);
      expect(await page.evaluate(smallTargets)).toEqual([]);
    };
    await look();
    await begin(page);
    await look();
    await answerSomehow(page);
    await look();
    await goOn(page);
    await skipTo(page, desk(page).locator('section[data-exercise]'));
    await look();
    await skip(page);
    await press(page, 'Pause');
    await look();
    await press(page, 'Go on');
    await skipTo(page, choices(page));
    await look();
    await end(page);
    await look();
  });
}

/** An interview as it stands in the database. */
function rowOf(n: number, right: number): Row {
  return {
    v: 2,
    id: `00000000-0000-4000-8000-00000000000${n}`,
    log: '00000000-0000-4000-8000-000000000000',
    n,
    at: NOON.getTime() + n * MINUTE,
    kind: 'mock',
    role: 'applied',
    minutes: 29 + n,
    seed: 5,
    paused: 65,
    pauses: 2,
    away: 5,
    compared: 20,
    unasked: 0,
    items: [
      {
        card: 'question:attention/why-root-d',
        topic: 'attention',
        right,
        seconds: 40,
        section: 'explain',
        limit: 60,
        seed: 1,
        skipped: false,
        said: 'So I said.',
      },
    ],
  };
}

async function showReport(page: Page, name: RegExp): Promise<void> {
  await mock(page).getByRole('button', { name }).first().click();
}
