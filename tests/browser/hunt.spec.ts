import type { Locator, Page } from '@playwright/test';
import { audit, chooseScheme } from './support/axe.ts';
import { button, verdict, write } from './support/exercise.ts';
import {
  askFor,
  counted,
  factsOf,
  find,
  huntFile,
  huntIds,
  openHunt,
  stage,
} from './support/hunt.ts';
import { unreached } from './support/keyboard.ts';
import { sidewaysScroll, smallTargets } from './support/layout.ts';
import { rowsKept } from './support/reader.ts';
import { expect, test } from './support/test.ts';

/** The bug hunts as a reader meets them: evidence, cause, line, repair. */

const SILENT = 'branch-without-effect';
const fixed = huntFile(SILENT, 'fixed.cell');

const workbench = (hunt: Locator): Locator => hunt.locator('.code-box');

/** Hands a repair in and waits for what the judge says. */
async function mend(hunt: Locator, code: string): Promise<string> {
  await write(workbench(hunt), code);
  await button(hunt, 'Check').click();
  return verdict(workbench(hunt));
}

async function solve(hunt: Locator, id: string): Promise<void> {
  await find(hunt, id);
  expect(await mend(hunt, huntFile(id, 'fixed.cell'))).toMatch(/^Accepted/);
  await expect(hunt.locator('[data-outcome]')).toContainText('The symptom is gone', {
    timeout: 90_000,
  });
}

/** What widgets tell the reader's log, as it comes. */
async function listen(page: Page): Promise<() => Promise<unknown[]>> {
  await page.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    document.addEventListener('reader-did', ({ detail }) => told.push(detail));
  });
  return () => page.evaluate(() => (window as unknown as { told: unknown[] }).told);
}

for (const id of huntIds) {
  test(`${id}: its evidence is computed, and its symptom goes with the repair`, async ({
    page,
  }) => {
    test.setTimeout(240_000);
    const hunt = await openHunt(page, id);
    const pieces = hunt.locator('[data-evidence]');
    const names = await pieces.evaluateAll((all) => all.map((each) => each.dataset['evidence']));
    for (const name of names) {
      const piece = await askFor(hunt, name ?? '');
      await expect(piece.locator('p').first()).toHaveText(/\.$/);
    }
    await expect(counted(hunt)).toContainText(`${names.length} of ${names.length} pieces`);
    await button(hunt, 'Run it and see').click();
    await expect(hunt.locator('[data-seen=true]')).toBeVisible({ timeout: 30_000 });
    await solve(hunt, id);
    await expect(hunt.locator('[data-compared]')).toHaveCount(names.length);
    await expect(hunt.locator('[data-seen=false]')).toHaveCount(1);
  });
}

test('a whole hunt by the keyboard alone', async ({ page }) => {
  const hunt = await openHunt(page, SILENT);
  const told = await listen(page);
  const press = (key: string) => page.keyboard.press(key);
  const { cause, line } = factsOf(SILENT);

  await hunt.locator('[data-evidence=branch]').getByRole('button').focus();
  await press('Enter');
  await expect(counted(hunt)).toHaveText('1 of 4 pieces of evidence used.', { timeout: 30_000 });
  const cell = hunt.locator('[data-evidence=branch] [data-at="0,0"]');
  await expect(cell).toHaveAttribute('aria-label', /^token 0, channel 0: /);

  const choices = hunt.getByRole('group', { name: 'What is wrong?' }).getByRole('radio');
  await choices.first().focus();
  await press('Space');
  for (let at = 0; at < cause; at++) await press('ArrowDown');
  await press('Tab');
  await press('Enter');
  await stage(hunt, 'line');

  const lines = hunt.getByRole('group', { name: 'Which line is wrong?' }).getByRole('radio');
  await lines.first().focus();
  await press('Space');
  const wanted = hunt.locator(`.code-line:has(.number:text-is("${line}")) input`);
  for (let at = 0; at < line && !(await wanted.isChecked()); at++) await press('ArrowDown');
  await press('Tab');
  await press('Enter');
  await stage(hunt, 'repair');

  await button(hunt, 'Edit').focus();
  await press('Enter');
  await expect(workbench(hunt).getByRole('textbox')).toBeFocused();
  await write(workbench(hunt), fixed);
  await press('Shift+Enter');
  expect(await verdict(workbench(hunt))).toMatch(/^Accepted/);
  await expect(hunt.locator('[data-outcome]')).toHaveText(
    /^Solved with 1 of 4 pieces of evidence, without a miss\.\s+The symptom is gone\.$/,
    { timeout: 30_000 },
  );
  expect(await told()).toMatchObject([
    { kind: 'hunt', hunt: SILENT, topic: 'transformer', found: true },
  ]);
});

test('a miss is told once, explained, and does not end the hunt', async ({ page }) => {
  const hunt = await openHunt(page, SILENT);
  const told = await listen(page);
  const choices = hunt.getByRole('group', { name: 'What is wrong?' }).getByRole('radio');
  await button(hunt, 'This is the cause').click();
  await expect(hunt.getByText('Pick a cause first.')).toBeVisible();
  for (const wrong of [0, 1]) {
    await choices.nth(wrong).check();
    await button(hunt, 'This is the cause').click();
    await expect(hunt.locator('.verdict').first()).toContainText('Not this one.');
    await expect(choices.nth(wrong)).toBeDisabled();
  }
  await solve(hunt, SILENT);
  await expect(hunt.locator('[data-outcome]')).toContainText(
    '0 of 4 pieces of evidence and 2 misses',
  );
  expect(await told()).toMatchObject([{ kind: 'hunt', hunt: SILENT, found: false }]);
  expect(await told()).toHaveLength(1);
});

test('a look at the solution ends the hunt as not found', async ({ page }) => {
  const hunt = await openHunt(page, SILENT);
  const told = await listen(page);
  await hunt.getByText('Show the cause, the line and the repair').click();
  await expect(hunt.locator('details').last()).toContainText('broadcasts');
  await expect.poll(told).toMatchObject([{ kind: 'hunt', found: false }]);
});

test('a repair that mends nothing is told by its name', async ({ page }) => {
  const hunt = await openHunt(page, SILENT);
  await find(hunt, SILENT);
  const tiled = fixed.replace(
    'model.linear(params.ffn.outer, hidden)',
    'tf.mul(hidden, tf.onesLike(x1))',
  );
  expect(await mend(hunt, tiled)).toMatch(/^Not accepted/);
  await expect(hunt.locator('[data-known=tiled]')).toContainText('adds the same to every channel');
  await button(hunt, 'Reset code').click();
  await button(hunt, 'Check').click();
  await expect(hunt.locator('[data-known=unmended]')).toContainText('still computes');
  await stage(hunt, 'repair');
});

test('a reload keeps where the reader is', async ({ page }) => {
  let hunt = await openHunt(page, SILENT);
  await askFor(hunt, 'shapes');
  await find(hunt, SILENT);
  await write(workbench(hunt), `// mine\n${fixed}`);
  hunt = await openHunt(page, SILENT);
  await stage(hunt, 'repair');
  await expect(counted(hunt)).toHaveText('1 of 4 pieces of evidence used.');
  await askFor(hunt, 'shapes');
  await expect(counted(hunt)).toHaveText('1 of 4 pieces of evidence used.');
  await expect(workbench(hunt).locator('pre').first()).toContainText('// mine');
  await button(hunt, 'Check').click();
  expect(await verdict(workbench(hunt))).toMatch(/^Accepted/);
  hunt = await openHunt(page, SILENT);
  await stage(hunt, 'done');
  await button(hunt, 'Show before and after').click();
  await expect(hunt.locator('[data-compared=shapes]')).toBeVisible({ timeout: 30_000 });
  await button(hunt, 'Hunt again from the start').click();
  await stage(hunt, 'cause');
  await expect(counted(hunt)).toHaveText('0 of 4 pieces of evidence used.');
});

test('a missed hunt becomes a card that leads back to it', async ({ page }) => {
  const hunt = await openHunt(page, SILENT);
  await hunt.getByText('Show the cause, the line and the repair').click();
  // Written in its own time.
  await expect.poll(() => rowsKept(page)).toBe(1);
  await page.goto('interview/review/');
  await button(page.locator('main'), 'Go on with cards that are not due').click();
  const link = page.getByRole('link', { name: /A branch without effect/ });
  await link.click();
  await expect(page.locator('section[data-hunt]')).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`is accessible when it is solved, ${scheme}`, async ({ page }) => {
    const hunt = await openHunt(page, SILENT);
    await chooseScheme(page, scheme);
    for (const id of ['shapes', 'gradients', 'branch']) await askFor(hunt, id);
    await solve(hunt, SILENT);
    for (const summary of await page.locator('main summary').all()) await summary.click();
    expect(await audit(page)).toEqual([]);
  });
}

test('fits 360 pixels when it is solved, and Tab reaches all', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  let hunt = await openHunt(page, SILENT);
  for (const id of ['shapes', 'branch']) await askFor(hunt, id);
  await solve(hunt, SILENT);
  expect(await page.evaluate(sidewaysScroll)).toBe(0);
  expect(await page.evaluate(smallTargets)).toEqual([]);
  // Anew: in the open editor Tab indents.
  hunt = await openHunt(page, SILENT);
  await button(hunt, 'Show before and after').click();
  await expect(hunt.locator('[data-compared]')).toHaveCount(2, { timeout: 30_000 });
  for (const summary of await page.locator('main summary').all()) await summary.click();
  expect(await page.evaluate(sidewaysScroll)).toBe(0);
  expect(await page.evaluate(smallTargets)).toEqual([]);
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
  });
  expect(await unreached(page)).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the symptom, the code, the causes and the solution can be read', async ({ page }) => {
    await page.goto(`interview/bug-hunts/${SILENT}/`);
    await expect(page.getByText('sets the hidden width')).toBeVisible();
    await expect(page.locator('pre').first()).toContainText('function encoderLayer');
    await expect(page.getByText('All hidden units are dead')).toBeVisible();
    await page.getByText('Show the cause, the line and the repair').click();
    await expect(page.locator('details pre').first()).toContainText('params.ffn.outer');
  });
});

test('the list names every hunt', async ({ page }) => {
  await page.goto('interview/bug-hunts/');
  const links = page.locator('main ol a');
  await expect(links).toHaveCount(huntIds.length);
  await links.first().click();
  await expect(page.locator('section[data-hunt], astro-island')).not.toHaveCount(0);
});
