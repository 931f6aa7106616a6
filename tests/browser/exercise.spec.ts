import { test as base, type Locator, type Page } from '@playwright/test';
import { audit, chooseScheme } from './support/axe.ts';
import {
  button,
  check,
  codeIn,
  editorOf,
  exerciseFile,
  exerciseIds,
  openExercise,
  report,
  status,
  verdict,
  write,
} from './support/exercise.ts';
import { unreached } from './support/keyboard.ts';
import { sidewaysScroll, smallTargets } from './support/layout.ts';
import { expect, test } from './support/test.ts';

/** The exercises as a reader meets them: editor, judge, report. */

const ATTENTION = 'scaled-dot-product-attention';
const solution = exerciseFile(ATTENTION, 'solution.cell');
const wrong = solution.replace(/tf\.div\((tf\.matMul\(.*?\)), Math\.sqrt\(K\)\)/, '$1');

const open = (page: Page): Promise<Locator> => openExercise(page, ATTENTION);

for (const id of exerciseIds) {
  test(`${id}: the solution is accepted`, async ({ page }) => {
    const exercise = await openExercise(page, id);
    expect(await check(exercise, exerciseFile(id, 'solution.cell'))).toMatch(/^Accepted/);
  });
}

test('the stub is not accepted', async ({ page }) => {
  const exercise = await open(page);
  await button(exercise, 'Check').click();
  expect(await verdict(exercise)).toContain('Not accepted');
});

test('a known mistake is named, and its numbers are shown', async ({ page }) => {
  const exercise = await open(page);
  expect(wrong).not.toBe(solution);
  expect(await check(exercise, wrong)).toMatch(/^Not accepted: \d of 8 cases/);
  await expect(exercise.locator('[data-known]')).toContainText('attention without 1/√K');
  await expect(exercise.locator('[data-known]')).toHaveCount(1);
  const text = await report(exercise).innerText();
  expect(text).toMatch(/Case 1 of 8: B = 1, T = 3, S = 3, K = 4/);
  expect(text).toMatch(/\d+ of 12 numbers are off\./);
  expect(text).toMatch(
    /Furthest off is the number at \[0, \d, \d\]: wanted −?[\d.]+, got −?[\d.]+/,
  );
  // The heat map is a grid that the keyboard walks through, and a table.
  const cell = report(exercise).getByRole('gridcell').locator('visible=true').last();
  await expect(cell).toHaveAttribute('aria-label', /^\[0, 2, 3\]: /);
  await report(exercise).getByRole('radio', { name: 'Table' }).check();
  await expect(report(exercise).getByRole('table', { name: 'Yours minus wanted' })).toBeVisible();
  await report(exercise).getByRole('radio', { name: 'Wanted', exact: true }).check();
  await expect(report(exercise).getByRole('table', { name: 'Wanted' })).toBeVisible();
  await report(exercise).getByText('The case as code').click();
  await expect(report(exercise).locator('pre')).toContainText('const query = tf.tensor([');
});

test('its sources lead to their places on the page of all sources', async ({ page }) => {
  await open(page);
  const link = page.locator('main').getByRole('link', { name: 'Vaswani et al. 2017' });
  await expect(link).toBeVisible();
  await link.click();
  const place = page.locator('#source-vaswani2017');
  await expect(place).toContainText('Attention Is All You Need');
  await expect(place).toContainText(/Exercises that stand on it: \d+\./);
  await expect(page).toHaveURL(/#source-vaswani2017$/);
});

test('a property that broke is told in words', async ({ page }) => {
  const exercise = await openExercise(page, 'causal-attention');
  const leaky = exerciseFile('causal-attention', 'solution.cell').replace(
    /tf\.where\(.*?\)/,
    'scores',
  );
  expect(await check(exercise, leaky)).toContain('Not accepted');
  await expect(exercise.locator('[data-property=causal]')).toContainText(
    /Changing token \d changed output \d by [\d.]+: the future leaks\./,
  );
  await expect(exercise.locator('[data-known=no-mask]')).toBeVisible();
});

test('the seed is shown, drawn anew, and can be kept', async ({ page }) => {
  const exercise = await open(page);
  const seedOf = async () => /Seed (\d+)/.exec(await report(exercise).innerText())?.[1];
  await check(exercise, wrong);
  const [first, numbers] = [await seedOf(), await report(exercise).innerText()];
  await button(exercise, 'Check with the same numbers').click();
  await expect(report(exercise)).toBeEmpty();
  await verdict(exercise);
  expect(await report(exercise).innerText()).toBe(numbers);
  await button(exercise, 'Check').click();
  await verdict(exercise);
  expect(await seedOf()).not.toBe(first);
});

test('an attempt is told to the log of the reader, once', async ({ page }) => {
  const exercise = await open(page);
  await page.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    document.addEventListener('reader-did', ({ detail }) => told.push(detail));
  });
  await button(exercise, 'Check').click();
  await verdict(exercise);
  for (const code of [wrong, wrong, solution]) await check(exercise, code);
  const told = await page.evaluate(() => (window as unknown as { told: unknown[] }).told);
  const attempt = { kind: 'exercise', exercise: ATTENTION, topic: 'attention' };
  expect(told).toMatchObject([
    { ...attempt, passed: false },
    { ...attempt, passed: true },
  ]);
});

test('errors lead to the line of the reader', async ({ page }) => {
  const exercise = await open(page);
  expect(await check(exercise, 'function attention( {')).toMatch(/could not be read: line 1/);
  expect(await check(exercise, `enum A { B }\n${solution}`)).toContain('could not be read');
  await expect(report(exercise)).toContainText('does not take an enum');
  await check(exercise, 'function attention(query) {\n  return query.nothing();\n}');
  await expect(report(exercise)).toContainText('query.nothing is not a function');
  await button(exercise, 'Line 2, column 16').click();
  await expect(exercise.getByRole('textbox')).toBeFocused();
  await check(exercise, 'const other = 1;');
  await expect(report(exercise)).toContainText('attention is not defined');
});

test('what the code prints is shown', async ({ page }) => {
  const exercise = await open(page);
  await check(exercise, `console.log('hello', tf.version_core);\n${solution}`);
  await expect(report(exercise)).toContainText('hello 4.22.0');
});

test('an endless answer is stopped by hand, and by itself', async ({ page }) => {
  const exercise = await open(page);
  await write(exercise, 'function attention() { for (;;) {} }');
  await button(exercise, 'Check').click();
  await expect(status(exercise)).toHaveText('Checking…');
  await button(exercise, 'Stop').click();
  await expect(status(exercise)).toHaveText('Stopped.');
  await expect(page.locator('iframe')).toHaveCount(0);
  await button(exercise, 'Check').click();
  expect(await verdict(exercise)).toContain('Not accepted: 0 of 8');
  await expect(report(exercise)).toContainText('all cases together may take 10 seconds');
  await expect(page.locator('iframe')).toHaveCount(0);
  expect(await check(exercise, solution)).toMatch(/^Accepted/);
});

test('the keyboard alone checks, and edits survive a reload', async ({ page }) => {
  let exercise = await open(page);
  const stub = await codeIn(await editorOf(exercise));
  await write(exercise, solution);
  await exercise.getByRole('textbox').press('Shift+Enter');
  expect(await verdict(exercise)).toMatch(/^Accepted: 8 cases of 8, and 4 properties\./);
  exercise = await open(page);
  await expect(exercise.locator('pre[role=region]')).toHaveText(solution);
  await expect(exercise.getByText('edited', { exact: true })).toBeVisible();
  await button(exercise, 'Reset code').click();
  expect(await codeIn(await editorOf(exercise))).toBe(stub);
  await button(exercise, 'Bring my code back').click();
  expect(await codeIn(await editorOf(exercise))).toBe(solution);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`is accessible with a report, ${scheme}`, async ({ page }) => {
    const exercise = await open(page);
    await chooseScheme(page, scheme);
    expect(await audit(page)).toEqual([]);
    await check(exercise, wrong);
    for (const summary of await page.locator('main summary').all()) await summary.click();
    expect(await audit(page)).toEqual([]);
  });
}

test('fits 360 pixels with a report, and Tab reaches all', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  // The stub: in the open editor Tab indents.
  const exercise = await open(page);
  await button(exercise, 'Check').click();
  await verdict(exercise);
  for (const summary of await page.locator('main summary').all()) await summary.click();
  expect(await page.evaluate(sidewaysScroll)).toBe(0);
  expect(await page.evaluate(smallTargets)).toEqual([]);
  // From the beginning, not from the button that was pressed.
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
  });
  expect(await unreached(page)).toEqual([]);
});

// The console tells of each request that fails.
base('a judge that cannot be loaded is told, and the next try works', async ({ page }) => {
  const judge = /\/judging\.[^/]*\.js$/;
  // From the first, since it is fetched as soon as the code is touched.
  await page.route(judge, (route) => route.abort());
  const exercise = await open(page);
  await write(exercise, solution);
  await button(exercise, 'Check').click();
  await expect(status(exercise)).toHaveText(/could not be loaded/);
  await page.unroute(judge);
  expect(await check(exercise, solution)).toMatch(/^Accepted/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the prompt, the stub, the hints and the solution can be read', async ({ page }) => {
    await page.goto(`interview/exercises/${ATTENTION}/`);
    await expect(page.getByText('There may be more keys than queries')).toBeVisible();
    await expect(page.locator('pre').first()).toContainText('function attention');
    await page.getByText('Hint 1', { exact: true }).click();
    await expect(page.getByText('Every query meets every key.')).toBeVisible();
    await page.getByText('Python', { exact: true }).click();
    await expect(page.getByText('def attention').first()).toBeVisible();
  });
});

test('the list names every exercise', async ({ page }) => {
  await page.goto('interview/exercises/');
  const links = page.locator('main ol a');
  await expect(links).toHaveCount(exerciseIds.length);
  await links.first().click();
  await expect(page.locator('section[data-exercise], astro-island')).not.toHaveCount(0);
});
