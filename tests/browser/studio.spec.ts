import type { Page } from '@playwright/test';
import { audit, chooseScheme } from './support/axe.ts';
import { sidewaysScroll, smallTargets } from './support/layout.ts';
import { labIn, openLab } from './support/lab.ts';
import { open } from './support/pages.ts';
import { expect, test } from './support/test.ts';

/** The studio of pocket Sora: what it has beside what all labs have. */

const player = (page: Page) => page.locator('[data-player]');
const screen = (page: Page) => player(page).getByRole('img');
const way = (page: Page, name: string) => player(page).getByRole('group', { name, exact: true });
const prompt = (page: Page) => page.getByLabel('A prompt about');
const caption = (page: Page) => page.getByLabel('A caption of your own');

/** The lesson, which begins with a clip that moves. */
async function openLesson(page: Page) {
  await open(page, 'sora/pocket-sora/');
  const lab = labIn(page, 'studio');
  await lab.region.scrollIntoViewIfNeeded();
  await expect(lab.cases).toHaveValue('clip');
  return lab;
}

test.describe('the clip on the screen', () => {
  test('is there without scripts', async ({ browser, baseURL }) => {
    const page = await browser.newPage({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
    await page.goto('./sora/pocket-sora/');
    await expect(screen(page)).toHaveAccessibleName(/frame 1 of 5 after denoising step 4 of 4$/);
    await expect(page.locator('[data-checked]')).toContainText('10 of 10');
    await page.close();
  });

  test('is gone through by keyboard, frame by frame and step by step', async ({ page }) => {
    await openLesson(page);
    const pictures = new Set<string>();
    const look = async () => pictures.add((await screen(page).screenshot()).toString('base64'));
    await look();
    const frames = way(page, 'Frame');
    await frames.getByRole('button', { name: 'Forward' }).press('Enter');
    await expect(screen(page)).toHaveAccessibleName(/frame 2 of 5/);
    await look();
    await frames.getByRole('slider').press('End');
    await expect(screen(page)).toHaveAccessibleName(/frame 5 of 5/);
    await look();
    await way(page, 'Denoising step').getByRole('slider').press('Home');
    await expect(screen(page)).toHaveAccessibleName(/step 1 of 4$/);
    await expect(player(page)).toContainText('Sample 1 after step 1 of 4, time 0.75');
    await look();
    expect(pictures.size).toBe(4);
    await expect.poll(() => page.url()).toContain('studio.frame=5&studio.moment=1');
  });

  test('plays in a loop, and stays where it is left', async ({ page }) => {
    await openLesson(page);
    const frames = way(page, 'Frame');
    await frames.getByRole('button', { name: 'Play' }).press('Enter');
    const seen = new Set<string>();
    const position = frames.locator('.position');
    await expect
      .poll(async () => seen.add(await position.innerText()).size, { intervals: [30] })
      .toBe(5);
    expect(page.url()).not.toContain('studio.frame');
    await frames.getByRole('button', { name: 'Pause' }).press('Enter');
    const still = await position.innerText();
    await page.waitForTimeout(400);
    await expect(position).toHaveText(still);
  });

  test('plays by itself when it is new, unless one asks for less motion', async ({ page }) => {
    test.slow();
    const fragment = '#studio.size=5x32x32&studio.steps=1&studio.guidance=1';
    for (const reducedMotion of ['no-preference', 'reduce'] as const) {
      await page.emulateMedia({ reducedMotion });
      const { region, settle } = await openLab(page, 'studio', fragment);
      await settle();
      await expect(screen(page)).toHaveAccessibleName(/of 5/);
      const moves = reducedMotion === 'no-preference';
      await expect(way(page, 'Frame').getByRole('button', { name: 'Pause' })).toHaveCount(
        moves ? 1 : 0,
      );
      await expect(region.getByRole('button', { name: 'Compute' })).toBeVisible();
      await page.goto('about:blank');
    }
  });

  test('has all samples come equally far', async ({ page }) => {
    test.slow();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const fragment = '#studio.steps=8&studio.second=steps&studio.each=true&studio.moment=4';
    const { settle } = await openLab(page, 'studio', fragment);
    await settle();
    await expect(screen(page)).toHaveCount(2);
    await expect(player(page)).toContainText('Sample 1 after step 4 of 8, time 0.50');
    await expect(player(page)).toContainText('Sample 2 after step 1 of 2, time 0.50');
    await expect(way(page, 'Denoising step').getByRole('slider')).toHaveAttribute('max', '8');
  });

  test('is looked at also while other settings wait', async ({ page }) => {
    const { region } = await openLesson(page);
    await prompt(page).fill('a green ring');
    await expect(region.getByText('The settings have changed')).toBeVisible();
    await way(page, 'Frame').getByRole('slider').press('End');
    await expect(screen(page)).toHaveAccessibleName(/frame 5 of 5/);
    await expect(region.getByText('The settings have changed')).toBeVisible();
    await expect(prompt(page)).toHaveValue('a green ring');
  });
});

test('computing by keyboard leaves the focus where it is', async ({ page }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { region, sentence, settle } = await openLab(page, 'studio');
  await page.getByLabel('Steps', { exact: true }).fill('1');
  const compute = region.getByRole('button', { name: 'Compute' });
  await compute.press('Enter');
  await settle();
  await expect(sentence).toContainText('With 1 step');
  await expect(compute).toBeFocused();
});

test.describe('the caption', () => {
  test('is edited, sampled as it was edited, and kept in the link', async ({ page, context }) => {
    test.slow();
    const here = await openLab(page, 'studio');
    await prompt(page).fill('a green ring');
    await expect(here.region).toContainText(/The model will read: “a \w+ green ring (at|in|on)/);
    await page.getByRole('button', { name: 'Edit this caption' }).press('Enter');
    await expect(caption(page)).toHaveValue(/green ring/);
    await caption(page).fill('a large green ring at the bottom, below a small yellow triangle');
    await expect(prompt(page)).toHaveAccessibleDescription(/the prompt has no say/);
    await caption(page).press('Enter'); // computes
    await here.settle();
    await expect(here.region.locator('[data-checked]')).toContainText('9 of 9');
    await expect(here.region).toContainText('The caption is your own');
    await expect.poll(() => page.url()).toContain('studio.caption=a+large+green');
    const other = await context.newPage();
    await other.goto(page.url());
    const there = labIn(other, 'studio');
    await expect(caption(other)).toHaveValue(/^a large green ring/);
    await there.settle();
    expect(await there.text()).toBe(await here.text());
    await page.getByRole('button', { name: 'Expand again' }).press('Enter');
    await expect(caption(page)).toHaveValue('');
    await expect(prompt(page)).toHaveValue('a green ring');
    await expect.poll(() => page.url()).not.toContain('studio.caption');
  });

  test('and the prompt: unknown words are named, contradictions told', async ({ page }) => {
    await openLab(page, 'studio');
    await prompt(page).fill('a gren dog');
    await expect(prompt(page)).toHaveAccessibleDescription(/“gren”. Near it: “green”.*\[unk\]/);
    await caption(page).fill('a red blue circle');
    await expect(caption(page)).toHaveAccessibleDescription(/red and blue at once/);
    await chooseScheme(page, 'dark');
    expect(await audit(page)).toEqual([]);
  });

  test('that the model cannot read is said, also if it comes by link', async ({ page }) => {
    const long = 'a+'.repeat(65);
    const { region } = await openLab(page, 'studio', `#studio.caption=${long}`);
    const wanted = /Wanted 1 to 64 words.*Until then, what the prompt is expanded to is used/s;
    await expect(region.locator('#studio-caption-problem')).toHaveText(wanted);
    await caption(page).fill('  ');
    await expect(region.locator('#studio-caption-problem')).toHaveCount(0);
    await expect(region).toContainText('The model will read: “a small red circle');
    await openLab(page, 'masks'); // so that the next link loads the page anew
    await openLab(page, 'studio', `#studio.caption=${'x'.repeat(500)}&studio.moment=0`);
    await expect(region.getByRole('alert')).toHaveCount(2);
    await expect(region.getByRole('alert').first()).toContainText('at most 240 characters');
  });
});

test('sampling shows the clip on its way, and a stopped one leaves no trace', async ({ page }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { region, sentence, settle } = await openLab(page, 'studio');
  const before = await sentence.innerText();
  await page.getByLabel('Steps', { exact: true }).fill('50');
  await page.getByLabel('Size').selectOption('9x32x32');
  await region.getByRole('button', { name: 'Compute' }).click();
  const progress = region.locator('[data-progress]');
  await expect(progress).toContainText(/^Sample 1: step \d+ of 50…/, { timeout: 60_000 });
  await expect(progress.getByRole('img')).toHaveAccessibleName(/frame 1 of 9 after .*step 1 of 50/);
  await region.getByRole('button', { name: 'Stop' }).click();
  await expect(region).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
  await expect(progress).toHaveCount(0);
  await expect(sentence).toHaveText(before);
  await page.getByLabel('Steps', { exact: true }).fill('1');
  await page.getByLabel('Size').selectOption('one frame, 32 × 32');
  await settle();
  await expect(sentence).toContainText('With 1 step');
  await expect(way(page, 'Frame')).toHaveCount(0);
  await expect(way(page, 'Denoising step')).toHaveCount(0);
});

test('a clip of two samples fits 360 pixels, with targets large enough', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const fragment = '#studio.size=5x32x32&studio.steps=2&studio.second=seed&studio.each=true';
  const { settle } = await openLab(page, 'studio', fragment);
  await settle();
  await expect(screen(page)).toHaveCount(2);
  expect(await page.evaluate(sidewaysScroll)).toBe(0);
  expect(await page.evaluate(smallTargets)).toEqual([]);
});
